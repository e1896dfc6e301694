/** One option of a command: its name, and what is typed or chosen for it. */

import { channels, roles, users } from './choices.js';
import { el } from './dom.js';
import { OptionType } from './types.js';

/** @typedef {{label: string, value: string}} Picked */

const THINGS = [OptionType.CHANNEL, OptionType.ROLE, OptionType.USER, OptionType.MENTIONABLE];
const NARROWEST = 6; // letters

export class Pill {
  /** @param {import('./types.js').Option} option @param {import('./store.js').Store} store */
  constructor(option, store) {
    this.option = option;
    this.store = store;
    /** @type {?Picked} */ this.picked = null;
    this.isFile = option.type === OptionType.ATTACHMENT;
    const isText = { role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'completion-list', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false' };
    this.input = /** @type {HTMLInputElement} */ (el('input', {
      type: this.isFile ? 'file' : 'text', ...(this.isFile ? {} : isText), 'aria-required': option.required ? 'true' : null,
      'aria-label': `${option.name}: ${option.description}`, 'data-option': option.name,
    }));
    this.element = el('span', { class: 'pill' }, el('span', { class: 'pill-name', 'aria-hidden': 'true' }, option.name), this.input);
    this.fit();
  }

  /** @param {string} text */
  type(text) {
    this.input.value = text;
    this.picked = null;
    this.fit();
  }

  /** @param {Picked} picked */
  pick(picked) {
    this.picked = picked;
    this.input.value = picked.label;
    this.complain('');
    this.fit();
  }

  fit() {
    if (!this.isFile) this.input.style.width = `${Math.max(NARROWEST, this.input.value.length + 1)}ch`;
  }

  /** @returns {Picked[]} what this option offers without asking the bot */
  offers() {
    const { type, choices, channel_types: types } = this.option;
    const pairs = choices ? choices.map((choice) => [String(choice.value), choice.name])
      : type === OptionType.BOOLEAN ? [['true', 'True'], ['false', 'False']]
      : type === OptionType.CHANNEL ? channels(this.store, types)
      : type === OptionType.ROLE ? roles(this.store)
      : type === OptionType.USER ? users(this.store)
      : type === OptionType.MENTIONABLE ? [...users(this.store), ...roles(this.store)] : [];
    return pairs.map(([value, label]) => ({ value, label }));
  }

  /** @returns {Picked[]} the offers that fit what is typed */
  fitting() {
    const wanted = plain(this.picked ? '' : this.input.value);
    return this.offers().filter((offer) => plain(offer.label).includes(wanted));
  }

  get isClosed() {
    return Boolean(this.option.choices) || this.option.type === OptionType.BOOLEAN || THINGS.includes(this.option.type);
  }

  /** Take what was typed as the offer of that name. */
  settle() {
    if (this.picked || !this.isClosed || !this.input.value.trim()) return;
    const fitting = this.fitting();
    const exact = fitting.find((offer) => plain(offer.label) === plain(this.input.value));
    const only = exact ?? (fitting.length === 1 ? fitting[0] : null);
    if (only) this.pick(only);
  }

  /** @returns {string} what is wrong with it; empty where nothing is */
  trouble() {
    this.settle();
    const isEmpty = this.isFile ? !this.input.files?.length : !this.input.value.trim();
    if (isEmpty) return this.option.required ? `${this.option.name} is required.` : '';
    return this.isClosed && !this.picked ? `Choose one of the list for ${this.option.name}.` : '';
  }

  /** @returns {Promise<?string>} what is sent; null where nothing was given */
  async value() {
    if (this.isFile) return this.input.files?.[0] ? upload(this.input.files[0]) : null;
    return this.picked?.value ?? (this.input.value.trim() || null);
  }

  /** @param {string} trouble */
  complain(trouble) {
    this.element.classList.toggle('is-wrong', Boolean(trouble));
    this.input.setAttribute('aria-invalid', String(Boolean(trouble)));
  }
}

/** @param {string} text */
function plain(text) {
  return text.trim().replace(/^[#@]/, '').toLowerCase();
}

/** @param {File} file @returns {Promise<?string>} */
async function upload(file) {
  const response = await fetch(`/page/files?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file });
  return response.ok ? (await response.json()).id : null;
}
