/** Building the page out of nodes. Text is always text: nothing here reads HTML. */

/**
 * Make an element. `on…` attributes are listeners, `true` is a bare attribute, null and false are left out.
 * @param {string} tag
 * @param {Object<string, any>} [attributes]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ''));
  return made;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found;
}

const SHAPES = {
  hash: 'M5.9 21l.7-4H3v-2h4l1-6H4V7h4.3l.7-4h2l-.7 4h4l.7-4h2l-.7 4H20v2h-4l-1 6h4v2h-4.3l-.7 4h-2l.7-4h-4l-.7 4zM10 9l-1 6h4l1-6z',
  news: 'M4 9v6h3l6 5V4L7 9H4zm12-1.2v8.4a4.5 4.5 0 0 0 0-8.4zM16 3v2.2a7 7 0 0 1 0 13.6V21a9 9 0 0 0 0-18z',
  thread: 'M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2zm2 4v2h10V8zm0 4v2h7v-2z',
  people: 'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm0 2c-4 0-7 2-7 5v2h14v-2c0-3-3-5-7-5zm7-2a3.5 3.5 0 0 0 0-7 6 6 0 0 1 0 7zm1.5 2.3c1.6 1.100 2.500 2.700 2.500 4.700v2h3v-2c0-2.500-2.300-4.300-5.500-4.700z',
  town: 'M3 21V9l6-4 6 4v3h6v9h-7v-4h-2v4zm4-9v2h2v-2zm0 4v2h2v-2zm5-4v2h2v-2zm5 3v2h2v-2z',
  menu: 'M3 6h18v2H3zm0 5h18v2H3zm0 5h18v2H3z',
  more: 'M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  reply: 'M10 8V4l-8 8 8 8v-4.500c5 0 9 1.500 12 5.500-1-7-5-13-12-13z',
  close: 'M6.400 5L12 10.600 17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400L12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z',
  down: 'M6 9l6 6 6-6-1.400-1.400L12 12.200 7.400 7.600z',
  theme: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2v14a7 7 0 0 1 0-14z',
  link: 'M14 4h6v6h-2V7.400l-8.300 8.300-1.400-1.400L16.600 6H14zM5 6h6v2H7v9h9v-4h2v6H5z',
  file: 'M6 2h8l6 6v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4c0-1.100.9-2 2-2zm7 2v5h5z',
  eye: 'M12 5C6 5 2.500 9.500 1 12c1.500 2.500 5 7 11 7s9.500-4.500 11-7c-1.500-2.500-5-7-11-7zm0 11a4 4 0 1 1 0-8 4 4 0 0 1 0 8z',
  check: 'M9.500 17.500l-5.500-5.500 1.500-1.500 4 4 9-9L20 7z',
  bubble: 'M4 4h16v12H9l-5 4z',
  calendar: 'M7 2h2v2h6V2h2v2h4v17H3V4h4zM5 9v10h14V9zm2 2h4v4H7z',
  map: 'M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zm0 4.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z',
};

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Draw one of the page's own icons; it says nothing to a screen reader.
 * @param {keyof typeof SHAPES} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const drawn = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  for (const [key, value] of [['viewBox', '0 0 24 24'], ['class', 'icon'], ['aria-hidden', 'true']]) drawn.setAttribute(key, value);
  path.setAttribute('d', SHAPES[name]);
  path.setAttribute('fill-rule', 'evenodd');
  drawn.append(path);
  return drawn;
}

/** @param {string} text @returns {number} a small number that is the same for the same text */
function hashed(text) {
  return [...text].reduce((sum, letter) => (sum * 33 + letter.codePointAt(0)) % 9973, 5);
}

/**
 * Draw somebody's picture: the bot has a gate, people have their first letter.
 * @param {{username: string, bot?: boolean}} user
 * @returns {HTMLElement}
 */
export function avatar(user) {
  const drawn = el('span', { class: 'avatar', 'aria-hidden': 'true' });
  drawn.dataset.tint = user.bot ? 'bot' : String(hashed(user.username) % 5);
  if (user.bot) drawn.append(gate());
  else drawn.append(user.username.slice(0, 1).toUpperCase());
  return drawn;
}

function gate() {
  const drawn = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  drawn.setAttribute('viewBox', '0 0 40 40');
  path.setAttribute('d', 'M8 31V18a12 12 0 0 1 24 0v13h-5V18a7 7 0 0 0-14 0v13zM18.200 18h3.600v13h-3.600z');
  drawn.append(path);
  return drawn;
}

/** @param {{username: string, global_name?: ?string}} user @returns {string} what everybody calls them */
export function nameOf(user) {
  return user.global_name || user.username.slice(0, 1).toUpperCase() + user.username.slice(1);
}
