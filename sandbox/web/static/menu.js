/** The menu that a right click opens: what a person can do here, and what apps can. */

import { el } from './dom.js';

/** @typedef {{label: string, act: () => void}} Item */
/** @typedef {{label: string, items: Item[]}} Group */

/** @type {?HTMLElement} */ let open = null;

/**
 * Open a menu where the pointer is, or at what the keyboard is on.
 * @param {Event} event
 * @param {string} label
 * @param {Group[]} groups
 */
export function openMenu(event, label, groups) {
  event.preventDefault();
  close();
  const from = /** @type {HTMLElement} */ (document.activeElement ?? document.body);
  const anchor = /** @type {HTMLElement} */ (event.currentTarget ?? event.target);
  open = el('div', { role: 'menu', class: 'menu', 'aria-label': label, tabindex: '-1' }, ...groups.filter((group) => group.items.length).map((group) => drawGroup(group, from)));
  open.addEventListener('keydown', (pressed) => keyed(pressed, from));
  open.addEventListener('focusout', (left) => open?.contains(/** @type {Node} */ (left.relatedTarget)) || close());
  (document.querySelector('main') ?? document.body).append(open);
  place(open, event, anchor);
  items()[0]?.focus();
}

/** @param {Group} group @param {HTMLElement} from */
function drawGroup(group, from) {
  const rows = group.items.map((item) => el('button', {
    type: 'button', role: 'menuitem', tabindex: '-1',
    onclick: () => {
      close();
      from.focus();
      item.act();
    },
  }, item.label));
  return el('div', { role: 'group', 'aria-label': group.label }, el('p', { class: 'menu-label', 'aria-hidden': 'true' }, group.label), ...rows);
}

/** @param {HTMLElement} menu @param {Event} event @param {HTMLElement} anchor */
function place(menu, event, anchor) {
  const box = anchor.getBoundingClientRect();
  const isPointed = event instanceof MouseEvent && event.type === 'contextmenu' && event.clientX > 0;
  const at = isPointed ? { x: event.clientX, y: event.clientY } : { x: box.left + 24, y: Math.min(box.bottom, innerHeight / 2) };
  menu.style.left = `${Math.max(8, Math.min(at.x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(at.y, innerHeight - menu.offsetHeight - 8))}px`;
}

/** @param {KeyboardEvent} event @param {HTMLElement} from */
function keyed(event, from) {
  const all = items();
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    close();
    from.focus();
  } else if (to !== undefined) {
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  } else if (event.key.length === 1) {
    all.find((item, index) => index > at && item.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
}

/** @returns {HTMLElement[]} */
function items() {
  return [...(open?.querySelectorAll('[role=menuitem]') ?? [])].map((item) => /** @type {HTMLElement} */ (item));
}

function close() {
  const old = open;
  open = null;
  old?.remove();
}
