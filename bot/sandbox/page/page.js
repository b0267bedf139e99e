// The chat page: one private chat with the bot, over /sandbox/ of the server that this page came from.

import {bubble, make, summary} from './bubbles.js';

const at = (id) => document.getElementById(id);
const [log, scroll, text, composer, start, menu, commands] =
  ['log', 'scroll', 'text', 'composer', 'start', 'menu', 'commands'].map(at);

const BUSY_MS = 15000; // Telegram's apps, too, stop waiting for the answer to a press
const TYPING_MS = 5000; // core.telegram.org/bots/api#sendchataction
const TOAST_MS = 4000;
const RETRY_MS = 1500;

let chat = null; // {run, id, person, bot, description, commands, …} as /sandbox/chats gives it
let stream = null;
let replyTo = null;
let chosen = -1; // in the open list of commands
const busy = new Map(); // callback query id -> the button that waits for it
const timers = {};

const act = {
  command: (command) => send(command),
  reply: (message) => setReply(message),
  press,
};

async function call(path, body) {
  const options = body && {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)};
  const response = await fetch(`/sandbox/${path}`, options);
  if (!response.ok) throw new Error((await response.text()) || response.statusText);
  return response.json();
}

// Opening a chat

async function open() {
  const [run, known] = (sessionStorage.getItem('chat') ?? '').split(' ');
  try {
    chat = known ? await call(`chats/${known}`).catch(() => null) : null;
    if (chat?.run !== run) chat = null; // the sandbox was restarted, and the number is somebody else's
    chat ??= await call('chats', {language: navigator.language});
  } catch {
    return later();
  }
  sessionStorage.setItem('chat', `${chat.run} ${chat.id}`);
  log.replaceChildren();
  setReply(null);
  showProfile();
  chat.messages.forEach(show);
  arrange();
  listen();
  toEnd();
}

function later() {
  at('status').textContent = 'connecting…';
  clearTimeout(timers.retry);
  timers.retry = setTimeout(open, RETRY_MS);
}

function listen() {
  stream?.close();
  stream = new EventSource(`/sandbox/chats/${chat.id}/events?run=${chat.run}&seen=${chat.seen}`);
  const on = (kind, handle) => stream.addEventListener(kind, (event) => handle(JSON.parse(event.data)));
  stream.onopen = () => setStatus();
  stream.onerror = () => {
    at('status').textContent = 'connecting…';
    if (stream.readyState === EventSource.CLOSED) later(); // the sandbox was restarted: its chats are gone
  };
  on('message', (message) => {
    const near = isNearEnd();
    show(message);
    arrange();
    if (message.from.is_bot) setStatus();
    if (near || isOwn(message)) toEnd();
  });
  on('edit', show);
  on('delete', (message) => at(`m${message.message_id}`)?.remove());
  on('answer', answered);
  on('action', ({action}) => {
    at('status').textContent = action === 'typing' ? 'typing…' : `${action.replaceAll('_', ' ')}…`;
    clearTimeout(timers.typing);
    timers.typing = setTimeout(setStatus, TYPING_MS);
  });
  on('profile', (profile) => {
    Object.assign(chat, profile);
    showProfile();
  });
}

// Showing

function isOwn(message) {
  return message.from.id === chat.person.id;
}

function show(message) {
  const node = bubble(message, isOwn(message), act);
  const old = at(node.id);
  if (!old) return log.append(node);
  const focused = old.contains(document.activeElement);
  old.replaceWith(node);
  if (focused) (node.querySelector('.key') ?? text).focus();
}

function showProfile() {
  const {bot, description} = chat;
  document.title = `${bot.first_name} (sandbox)`;
  at('name').textContent = bot.first_name;
  at('avatar').textContent = bot.first_name.split(/\s+/).map((word) => word[0]).join('').slice(0, 2).toUpperCase();
  at('description').textContent = description || 'Press Start to write to the bot.';
  menu.hidden = chat.commands.length === 0;
  setStatus();
}

function setStatus() {
  clearTimeout(timers.typing);
  at('status').textContent = 'bot';
}

/** An empty chat has a description and a Start button; any other has a line to write in. */
function arrange() {
  const empty = log.children.length === 0;
  at('welcome').hidden = !empty;
  start.hidden = !empty;
  if (composer.hidden !== empty) {
    composer.hidden = empty;
    if (!empty && matchMedia('(hover: hover)').matches) text.focus();
  }
}

function isNearEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
}

function toast(message) {
  at('toast').textContent = message;
  clearTimeout(timers.toast);
  timers.toast = setTimeout(() => { at('toast').textContent = ''; }, TOAST_MS);
}

// Writing

async function send(words) {
  if (!words.trim()) return false;
  const body = {text: words, reply_to: replyTo?.message_id};
  setReply(null);
  try {
    await call(`chats/${chat.id}/messages`, body);
    return true;
  } catch (error) {
    toast(`Not sent: ${error.message}`);
    return false;
  }
}

async function sendTyped() {
  const words = text.value;
  text.value = '';
  typed();
  if (!(await send(words)) && words.trim()) text.value = words;
}

function typed() {
  text.style.height = 'auto';
  text.style.height = `${text.scrollHeight}px`;
  const start = /^\/\w*$/.exec(text.value);
  start ? openCommands(start[0].slice(1)) : closeCommands();
}

function setReply(message) {
  replyTo = message;
  at('replying').hidden = !message;
  if (!message) return;
  at('replying-to').replaceChildren(make('b', '', `Reply to ${message.from.first_name}`), ` ${summary(message)}`);
  text.focus();
}

// Commands

function openCommands(prefix = '') {
  const fitting = chat.commands.filter(({command}) => command.startsWith(prefix.toLowerCase()));
  commands.replaceChildren(...fitting.map(({command, description}, index) => {
    const item = make('li');
    item.id = `command-${index}`;
    item.setAttribute('role', 'option');
    item.append(make('b', '', `/${command}`), make('span', '', description));
    item.addEventListener('pointerdown', (event) => event.preventDefault()); // the focus stays where it is
    item.addEventListener('click', () => pick(command));
    return item;
  }));
  commands.hidden = fitting.length === 0;
  menu.setAttribute('aria-expanded', String(!commands.hidden));
  choose(fitting.length ? 0 : -1);
}

function closeCommands() {
  commands.hidden = true;
  menu.setAttribute('aria-expanded', 'false');
  choose(-1);
}

function choose(index) {
  chosen = index;
  [...commands.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
  const item = commands.hidden ? null : commands.children[index];
  item?.scrollIntoView({block: 'nearest'});
  item ? text.setAttribute('aria-activedescendant', item.id) : text.removeAttribute('aria-activedescendant');
}

function pick(command) {
  text.value = '';
  typed();
  send(`/${command}`);
}

/** Move in the open list of commands; return whether the key was one of its. */
function steer(key) {
  const count = commands.children.length;
  if (commands.hidden || !count) return false;
  if (key === 'ArrowDown') choose((chosen + 1) % count);
  else if (key === 'ArrowUp') choose((chosen - 1 + count) % count);
  else if (key === 'Escape') closeCommands();
  else if (key === 'Enter' || key === 'Tab') commands.children[chosen].click();
  else return false;
  return true;
}

// Buttons under messages

async function press(message, row, column, node, button) {
  if (button.copy_text) {
    await navigator.clipboard.writeText(button.copy_text.text);
    return toast('Copied');
  }
  if (!button.callback_data) return toast('The sandbox has no other chats to choose from');
  if (node.getAttribute('aria-busy')) return;
  node.setAttribute('aria-busy', 'true');
  const rest = () => node.removeAttribute('aria-busy');
  try {
    const {callback_query_id: id} = await call(`chats/${chat.id}/presses`, {message_id: message.message_id, row, column});
    if (early.delete(id)) return rest();
    busy.set(id, rest);
    setTimeout(() => busy.get(id)?.(), BUSY_MS);
  } catch (error) {
    rest();
    toast(error.message);
  }
}

const early = new Set(); // answers that came before the press itself was confirmed

function answered({callback_query_id: id, text: words, show_alert: alert}) {
  busy.has(id) ? busy.get(id)() : early.add(id);
  busy.delete(id);
  if (!words) return;
  if (!alert) return toast(words);
  at('alert-text').textContent = words;
  at('alert').showModal();
}

// Events of the page

composer.addEventListener('submit', (event) => {
  event.preventDefault();
  sendTyped();
});
text.addEventListener('input', typed);
text.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  if (steer(event.key)) return event.preventDefault();
  if (event.key === 'Escape') setReply(null);
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  sendTyped();
});
start.addEventListener('click', () => {
  // A deep link, t.me/<bot>?start=<payload>, is this page with ?start=<payload>.
  const payload = new URLSearchParams(location.search).get('start');
  send(payload && /^[\w-]{1,64}$/.test(payload) ? `/start ${payload}` : '/start');
});
menu.addEventListener('click', () => {
  commands.hidden ? openCommands() : closeCommands();
  text.focus();
});
at('stop-replying').addEventListener('click', () => setReply(null));
at('new-chat').addEventListener('click', () => {
  sessionStorage.removeItem('chat');
  open().then(() => start.focus());
});
open();
