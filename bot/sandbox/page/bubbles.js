// Draws messages: bubbles, quotes of what they answer, times, buttons.

import {link, rendered} from './text.js';

/** Return a node by tag, class and text. */
export function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function wordsOf(message) {
  const kind = message.photo ? 'Photo' : message.sticker ? `Sticker ${message.sticker.emoji}` : message.voice ? 'Voice message' : '';
  return message.text ?? message.caption ?? kind;
}

/** Return the text that stands for a message elsewhere; what is hidden in it stays hidden. */
export function summary(message) {
  let words = wordsOf(message);
  for (const {type, offset, length} of message.entities ?? message.caption_entities ?? []) {
    if (type === 'spoiler') words = words.slice(0, offset) + '▒'.repeat(length) + words.slice(offset + length);
  }
  return words;
}

/** Return the node of a message. `act` has the functions command(text), press(message, row, column, button) and reply(message). */
export function bubble(message, isOwn, act) {
  const item = make('article', isOwn ? 'message own' : 'message');
  item.id = `m${message.message_id}`;
  item.dataset.id = message.message_id;
  const body = make('div', 'bubble');
  body.append(make('span', 'unseen', isOwn ? 'You: ' : `${message.from.first_name}: `));
  if (message.reply_to_message) body.append(quote(message.reply_to_message));
  const words = make('div', 'words');
  words.dir = 'auto';
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  words.append(rendered(wordsOf(message), entities, act));
  body.append(words, foot(message));
  const reply = make('button', 'reply', '↩');
  reply.type = 'button';
  reply.setAttribute('aria-label', 'Reply');
  reply.addEventListener('click', () => act.reply(message));
  const line = make('div', 'line');
  line.append(body, reply);
  item.append(line);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) item.append(keyboard(message, rows, act));
  return item;
}

function quote(message) {
  const node = make('a', 'quote');
  node.href = `#m${message.message_id}`;
  node.append(make('b', '', message.from.first_name), make('span', '', summary(message)));
  node.setAttribute('aria-label', `In reply to ${message.from.first_name}: ${summary(message).slice(0, 80)}`);
  return node;
}

function foot(message) {
  const node = make('span', 'foot');
  if (message.edit_date) node.append(make('span', '', 'edited '));
  const sent = new Date(message.date * 1000);
  const time = make('time', '', sent.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'}));
  time.dateTime = sent.toISOString();
  node.append(time);
  return node;
}

function keyboard(message, rows, act) {
  const node = make('div', 'keyboard');
  node.setAttribute('role', 'group');
  node.setAttribute('aria-label', 'Buttons under the message');
  rows.forEach((row, rowNumber) => {
    const line = make('div', 'row');
    row.forEach((button, column) => line.append(key(message, button, rowNumber, column, act)));
    node.append(line);
  });
  return node;
}

function key(message, button, row, column, act) {
  if (button.url) {
    const node = link(button.url);
    node.className = 'key away';
    node.append(make('span', '', button.text));
    return node;
  }
  const node = make('button', 'key');
  node.type = 'button';
  node.append(make('span', '', button.text));
  if (button.style) node.dataset.style = button.style;
  node.addEventListener('click', () => act.press(message, row, column, node, button));
  return node;
}
