// Turns a text and Telegram's entities into DOM nodes. Offsets are UTF-16 code units, as JavaScript's own are.
// Nothing is ever parsed as HTML: text becomes text nodes, and only the links below get an address.

const TAGS = {
  bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote',
};
const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** Return a fragment for a text; `act.command(text)` is called when a /command in it is pressed. */
export function rendered(text, entities, act) {
  const queue = (entities ?? []).map((entity) => ({...entity, end: entity.offset + entity.length})).sort(inOrder);
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, queue, act);
  return fragment;
}

function inOrder(one, other) {
  return one.offset - other.offset || other.end - one.end;
}

/** Fill a node with text[start, end) and with all queued entities that begin within. */
function fill(parent, text, start, end, queue, act) {
  let at = start;
  while (queue.length && queue[0].offset < end) {
    const entity = queue.shift();
    const stop = Math.min(entity.end, end);
    parent.append(text.slice(at, entity.offset));
    if (entity.end > end) { // it reaches beyond the node around it: the rest is formatted on its own
      queue.push({...entity, offset: end});
      queue.sort(inOrder);
    }
    const node = element(entity, text.slice(entity.offset, stop), act);
    fill(node, text, entity.offset, stop, queue, act);
    parent.append(node);
    // A block ends its line by itself.
    at = BLOCKS.has(entity.type) && text[stop] === '\n' && stop < end ? stop + 1 : stop;
  }
  parent.append(text.slice(at, end));
}

function element(entity, text, act) {
  switch (entity.type) {
    case 'text_link': return link(entity.url);
    case 'url': return link(text.includes('://') ? text : `http://${text}`);
    case 'email': return link(`mailto:${text}`);
    case 'phone_number': return link(`tel:${text.replace(/[^+\d]/g, '')}`);
    case 'bot_command': return command(text, act);
    case 'spoiler': return spoiler();
    case 'expandable_blockquote': return expandable();
    default: {
      const node = document.createElement(TAGS[entity.type] ?? 'span');
      if (entity.language) node.dataset.language = entity.language;
      return node;
    }
  }
}

/** Return a link that opens elsewhere and tells no one where from, or plain text for any other kind of address. */
export function link(address) {
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return document.createElement('span');
  const node = document.createElement('a');
  node.href = address;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  return node;
}

function command(text, act) {
  const node = document.createElement('a');
  node.href = '#';
  node.setAttribute('role', 'button');
  node.addEventListener('click', (event) => {
    event.preventDefault();
    act.command(text);
  });
  return node;
}

function spoiler() {
  const node = document.createElement('span');
  node.className = 'spoiler';
  node.tabIndex = 0;
  node.setAttribute('role', 'button');
  node.setAttribute('aria-label', 'Hidden text, press to show');
  const show = (event) => {
    if (node.classList.contains('shown') || (event.key && event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    node.classList.add('shown');
    for (const name of ['role', 'aria-label', 'tabindex']) node.removeAttribute(name);
  };
  node.addEventListener('click', show);
  node.addEventListener('keydown', show);
  return node;
}

function expandable() {
  const node = document.createElement('blockquote');
  node.className = 'folded';
  node.tabIndex = 0;
  const unfold = (event) => {
    if (!event.key || event.key === 'Enter') node.classList.toggle('folded');
  };
  node.addEventListener('click', unfold);
  node.addEventListener('keydown', unfold);
  return node;
}
