/** A modal: the form that an app opens. The browser's own dialog keeps the focus inside. */

import { offers } from './choices.js';
import { el, icon } from './dom.js';
import { markdown } from './markdown.js';
import { drawSelect } from './select.js';
import { ComponentType } from './types.js';

const PARAGRAPH = 2;
const FAILED = 'Something went wrong. Try again.';

/**
 * @param {string} id  the interaction that opened it
 * @param {import('./types.js').Modal} modal
 * @param {import('./page.js').Page} page
 */
export function openForm(id, modal, page) {
  const from = document.activeElement;
  /** @type {Record<string, string|string[]>} */ const values = {};
  const trouble = el('p', { class: 'form-trouble', role: 'alert' });
  const dialog = /** @type {HTMLDialogElement} */ (el('dialog', { class: 'form', 'aria-labelledby': `form-${id}` }));
  const form = el('form', {
    method: 'dialog',
    onsubmit: (event) => {
      event.preventDefault();
      send(dialog, trouble, { form: id, values }, page);
    },
  },
  el('header', {}, el('h2', { id: `form-${id}` }, modal.title), el('button', { type: 'button', class: 'tool', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close'))),
  el('div', { class: 'form-fields' }, ...modal.components.flatMap((part) => drawPart(part, values, page)), trouble),
  el('footer', {}, el('button', { type: 'button', class: 'button secondary', onclick: () => dialog.close() }, 'Cancel'), el('button', { type: 'submit', class: 'button primary' }, 'Submit')));
  dialog.append(form);
  dialog.addEventListener('close', () => {
    // Told of a little later: by then whoever types may be somewhere else.
    const hasFocus = document.activeElement === document.body || dialog.contains(document.activeElement);
    dialog.remove();
    if (hasFocus && from instanceof HTMLElement && from.isConnected) from.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  /** @type {?HTMLElement} */ (dialog.querySelector('.form-fields :is(input, textarea, button)'))?.focus();
}

/** @param {HTMLDialogElement} dialog @param {HTMLElement} trouble @param {object} about @param {import('./page.js').Page} page */
async function send(dialog, trouble, about, page) {
  trouble.textContent = '';
  dialog.setAttribute('aria-busy', 'true');
  const told = await page.store.act('submit', about);
  dialog.removeAttribute('aria-busy');
  if (told.refused || told.state === 'failed') trouble.textContent = told.refused ?? FAILED;
  else dialog.close();
}

/** @param {import('./types.js').Component} part @param {Record<string, string|string[]>} values @param {import('./page.js').Page} page @returns {HTMLElement[]} */
function drawPart(part, values, page) {
  if (part.type === ComponentType.TEXT) return [el('div', { class: 'content' }, ...markdown(part.content ?? '', page.names))];
  if (part.type === ComponentType.LABEL && part.component) return [drawField(part.component, part, values, page)];
  return (part.components ?? []).map((field) => drawField(field, field, values, page));
}

/**
 * @param {import('./types.js').Component} field @param {{label?: string, description?: string}} words
 * @param {Record<string, string|string[]>} values @param {import('./page.js').Page} page
 */
function drawField(field, words, values, page) {
  const id = `field-${field.custom_id}`;
  const label = words.label ?? '';
  const control = field.type === ComponentType.TEXT_INPUT ? textInput(field, id, values) : menu(field, label, values, page);
  const star = field.required === false ? null : el('span', { class: 'star', 'aria-hidden': 'true' }, ' *');
  return el('div', { class: 'field' },
    el('label', { for: id }, label, star),
    words.description ? el('p', { class: 'field-description', id: `${id}-description` }, words.description) : null,
    control);
}

/** @param {import('./types.js').Component} field @param {string} id @param {Record<string, string|string[]>} values */
function textInput(field, id, values) {
  const isLong = field.style === PARAGRAPH;
  const key = field.custom_id ?? '';
  const input = /** @type {HTMLInputElement} */ (el(isLong ? 'textarea' : 'input', {
    id, type: isLong ? null : 'text', rows: isLong ? 5 : null, placeholder: field.placeholder, required: field.required !== false,
    minlength: field.min_length || null, maxlength: field.max_length ?? 4000, 'aria-describedby': `${id}-description`, autocomplete: 'off',
    oninput: () => (values[key] = input.value),
  }));
  input.value = values[key] = field.value ?? '';
  return input;
}

/** @param {import('./types.js').Component} field @param {string} label @param {Record<string, string|string[]>} values @param {import('./page.js').Page} page */
function menu(field, label, values, page) {
  const offered = offers(field, page.store);
  const key = field.custom_id ?? '';
  values[key] = offered.filter((offer) => offer.isChosen).map((offer) => offer.value);
  return drawSelect({
    label: field.placeholder || label, offers: offered, least: field.min_values ?? 1, most: field.max_values ?? 1,
    chosen: (chosen) => (values[key] = chosen),
  });
}
