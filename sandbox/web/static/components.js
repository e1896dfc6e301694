/** Buttons and menus under a message. */

import { offers } from './choices.js';
import { el, icon } from './dom.js';
import { jumpOf } from './inline.js';
import { markdown } from './markdown.js';
import { drawSelect } from './select.js';
import { ComponentType } from './types.js';

const LOOKS = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };
const LINK = 5;
const FAILED = 'This interaction failed';

/**
 * @param {import('./types.js').Message} message
 * @param {import('./page.js').Page} page
 * @returns {HTMLElement[]}
 */
export function drawComponents(message, page) {
  return message.components.map((part) => drawPart(part, message, page));
}

/** @param {import('./types.js').Component} part @param {import('./types.js').Message} message @param {import('./page.js').Page} page @returns {HTMLElement} */
function drawPart(part, message, page) {
  switch (part.type) {
    case ComponentType.BUTTON:
      return drawButton(part, message, page);
    case ComponentType.TEXT:
      return el('div', { class: 'content' }, ...markdown(part.content ?? '', page.names));
    case ComponentType.SEPARATOR:
      return el('hr');
    default:
      if (!part.components) return drawMenu(part, message, page);
      return el('div', { class: part.type === ComponentType.CONTAINER ? 'embed' : 'row' },
        ...part.components.map((inner) => drawPart(inner, message, page)));
  }
}

/** @param {import('./types.js').Component} part @param {import('./types.js').Message} message @param {import('./page.js').Page} page */
function drawButton(part, message, page) {
  const words = [part.emoji?.name ? el('span', { 'aria-hidden': 'true' }, `${part.emoji.name} `) : null, part.label ?? ''];
  const look = `button ${LOOKS[part.style ?? 2] ?? 'secondary'}`;
  if (part.style === LINK) return drawLink(part, words, look, page);
  const button = el('button', { type: 'button', class: look, disabled: part.disabled, 'data-key': part.custom_id }, ...words);
  button.addEventListener('click', () => send(button, message, page, 'press', { custom_id: part.custom_id }));
  return button;
}

/** @param {import('./types.js').Component} part @param {(Node|string|null)[]} words @param {string} look @param {import('./page.js').Page} page */
function drawLink(part, words, look, page) {
  const jump = jumpOf(part.url ?? '');
  if (jump) return el('button', { type: 'button', class: look, onclick: () => page.names.go(jump[0], jump[1] ?? undefined) }, ...words, icon('link'));
  const isWeb = /^https?:\/\//.test(part.url ?? '');
  return el('a', { class: look, href: isWeb ? part.url : null, target: '_blank', rel: 'noopener noreferrer' }, ...words, icon('link'));
}

/** @param {import('./types.js').Component} part @param {import('./types.js').Message} message @param {import('./page.js').Page} page */
function drawMenu(part, message, page) {
  const menu = drawSelect({
    label: part.placeholder || 'Make a selection',
    offers: offers(part, page.store),
    least: part.min_values ?? 1,
    most: part.max_values ?? 1,
    isDisabled: part.disabled,
    chosen: (values) => send(menu, message, page, 'choose', { custom_id: part.custom_id, values }),
  });
  menu.querySelector('button')?.setAttribute('data-key', part.custom_id ?? '');
  return menu;
}

/**
 * Tell the bot, and say so where nothing comes back.
 * @param {HTMLElement} pressed @param {import('./types.js').Message} message @param {import('./page.js').Page} page
 * @param {string} act @param {object} about
 */
async function send(pressed, message, page, act, about) {
  if (pressed.classList.contains('is-waiting')) return;
  pressed.classList.add('is-waiting');
  pressed.setAttribute('aria-busy', 'true');
  page.note(message.id, '');
  const told = await page.store.act(act, { message: message.id, ...about });
  pressed.classList.remove('is-waiting');
  pressed.removeAttribute('aria-busy');
  if (told.refused || told.state === 'failed') page.note(message.id, told.refused ?? FAILED);
  if (told.modal && told.id) page.openForm(told.id, told.modal);
}
