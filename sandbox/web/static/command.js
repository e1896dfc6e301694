/** A command being filled in: its name and a pill for each option, in the place of the message box. */

import { el } from './dom.js';
import { Pill } from './pill.js';

const NAMED = /(^|\s)([\w-]+):$/;
const LULL = 120; // milliseconds of silence before the bot is asked for suggestions

export class CommandForm {
  /**
   * @param {import('./types.js').Leaf} leaf
   * @param {[string, string][]} given
   * @param {import('./composer.js').Composer} composer
   */
  constructor(leaf, given, composer) {
    this.leaf = leaf;
    this.composer = composer;
    this.completion = composer.completion;
    /** @type {Pill[]} */ this.pills = [];
    this.asked = 0;
    this.more = /** @type {HTMLInputElement} */ (el('input', {
      type: 'text', class: 'more-options', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'completion-list', 'aria-autocomplete': 'list', autocomplete: 'off',
      oninput: () => this.offerOptions(), onfocus: () => this.offerOptions(), onblur: () => this.completion.hide(), onkeydown: (event) => this.keyed(event, null),
    }));
    this.element = el('div', { class: 'command', role: 'group', 'aria-label': `Command /${leaf.path}: ${leaf.description}` },
      el('span', { class: 'command-name' }, `/${leaf.path}`), this.more);
    for (const option of leaf.options.filter((one) => one.required)) this.add(option);
    for (const [name, text] of given) this.give(name, text);
    this.count();
  }

  /** @param {string} name @param {string} text */
  give(name, text) {
    const option = this.leaf.options.find((one) => one.name === name);
    const pill = this.pills.find((one) => one.option.name === name) ?? (option ? this.add(option) : null);
    pill?.type(text);
    pill?.settle();
  }

  /** @param {import('./types.js').Option} option */
  add(option) {
    const pill = new Pill(option, this.composer.page.store);
    this.pills.push(pill);
    this.more.before(pill.element);
    pill.input.addEventListener('input', () => this.typed(pill));
    pill.input.addEventListener('focus', () => this.suggest(pill, 0));
    pill.input.addEventListener('blur', () => this.left(pill));
    pill.input.addEventListener('keydown', (event) => this.keyed(event, pill));
    this.count();
    return pill;
  }

  /** @returns {import('./types.js').Option[]} */
  free() {
    return this.leaf.options.filter((option) => !this.pills.some((pill) => pill.option === option));
  }

  count() {
    const left = this.free().length;
    this.more.placeholder = left ? `+${left} optional` : '';
    this.more.setAttribute('aria-label', left ? `${left} more options. Enter sends the command.` : 'Enter sends the command.');
    this.more.classList.toggle('is-idle', left === 0);
  }

  /** Go to what is still to be filled in. */
  focus() {
    (this.pills.find((pill) => !pill.isFile && !pill.input.value.trim())?.input ?? this.more).focus();
  }

  /** @param {Pill} pill */
  typed(pill) {
    if (this.named(pill)) return;
    pill.picked = null;
    pill.fit();
    pill.complain('');
    this.suggest(pill, LULL);
  }

  /** Go to another option where its name was typed: `name:`. @param {Pill} pill @returns {boolean} */
  named(pill) {
    const found = NAMED.exec(pill.input.value);
    const option = this.leaf.options.find((one) => one.name === found?.[2]);
    if (!found || !option) return false;
    pill.type(pill.input.value.slice(0, found.index));
    const other = this.pills.find((one) => one.option === option) ?? this.add(option);
    other.input.focus();
    return true;
  }

  /** @param {Pill} pill */
  left(pill) {
    this.asked += 1;
    pill.settle();
    if (this.completion.input === pill.input) this.completion.hide();
  }

  /** @param {Pill} pill @param {number} lull */
  async suggest(pill, lull) {
    const asked = (this.asked += 1);
    this.composer.hint(`${pill.option.name}: ${pill.option.description}`);
    if (pill.isFile) return;
    if (!pill.option.autocomplete) return this.offer(pill, pill.fitting());
    this.completion.hide();
    await new Promise((done) => setTimeout(done, lull));
    if (asked !== this.asked) return;
    const options = [...(await this.values(pill)), [pill.option.name, pill.input.value]];
    const told = await this.composer.page.store.wire.ask('suggest', { channel: this.composer.page.store.channelId, path: `/${this.leaf.path}`, options });
    if (asked !== this.asked) return;
    if (told.state === 'failed') this.composer.hint('Loading options failed');
    this.offer(pill, (told.choices ?? []).map((choice) => ({ label: choice.name, value: String(choice.value) })));
  }

  /** @param {Pill} pill @param {import('./pill.js').Picked[]} offers */
  offer(pill, offers) {
    const isSame = offers.length === 1 && pill.picked?.value === offers[0].value;
    const items = isSame ? [] : offers.map((offer) => ({ label: offer.label, pick: () => this.picked(pill, offer) }));
    this.completion.show(pill.input, pill.option.name, items, { isFirstActive: !pill.picked && Boolean(pill.input.value || pill.option.required) });
  }

  /** @param {Pill} pill @param {import('./pill.js').Picked} offer */
  picked(pill, offer) {
    pill.pick(offer);
    this.completion.hide();
    this.asked += 1;
    this.focus();
  }

  offerOptions() {
    const wanted = this.more.value.trim().toLowerCase();
    const [named] = wanted.endsWith(':') ? this.free().filter((option) => `${option.name}:` === wanted) : [];
    if (named) return this.take(named);
    this.composer.hint(this.leaf.description);
    const fitting = this.free().filter((option) => option.name.includes(wanted));
    this.completion.show(this.more, 'Options', fitting.map((option) => ({ label: option.name, detail: option.description, pick: () => this.take(option) })), { isFirstActive: wanted !== '' });
  }

  /** @param {import('./types.js').Option} option */
  take(option) {
    this.more.value = '';
    this.completion.hide();
    this.add(option).input.focus();
  }

  /** @param {KeyboardEvent} event @param {?Pill} pill */
  keyed(event, pill) {
    if (this.completion.keyed(event)) return;
    const input = pill?.input ?? this.more;
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.composer.leaveCommand('');
    } else if (event.key === 'Backspace' && !input.value) {
      event.preventDefault();
      this.back(pill);
    }
  }

  /** Backspace in an empty place takes back what came before it. @param {?Pill} pill */
  back(pill) {
    const at = pill ? this.pills.indexOf(pill) : this.pills.length;
    const before = this.pills[at - 1];
    if (pill && !pill.option.required) {
      this.pills.splice(at, 1);
      pill.element.remove();
      this.count();
    }
    if (before) before.input.focus();
    else if (pill?.option.required || !pill) this.composer.leaveCommand(`/${this.leaf.path}`);
    else this.more.focus();
  }

  /** @param {?Pill} [except] @returns {Promise<[string, string][]>} */
  async values(except = null) {
    const pairs = await Promise.all(this.pills.filter((pill) => pill !== except && !(except && pill.isFile))
      .map(async (pill) => /** @type {[string, ?string]} */ ([pill.option.name, await pill.value()])));
    return pairs.flatMap(([name, value]) => (value === null ? [] : [/** @type {[string, string]} */ ([name, value])]));
  }

  async send() {
    const wrong = this.pills.map((pill) => ({ pill, trouble: pill.trouble() }));
    for (const { pill, trouble } of wrong) pill.complain(trouble);
    const first = wrong.find(({ trouble }) => trouble);
    if (first) {
      this.composer.complain(first.trouble);
      first.pill.input.focus();
      return;
    }
    this.completion.hide();
    await this.composer.sendCommand(this.leaf, await this.values());
  }
}
