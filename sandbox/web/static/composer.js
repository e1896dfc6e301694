/** The message box: plain messages, and the way into commands. */

import { CommandForm } from './command.js';
import { Completion } from './completion.js';
import { byId, el, icon, nameOf } from './dom.js';
import { leavesOf, matches, readCommand, readOptions } from './matching.js';

const TAKES_LETTERS = 'input, textarea, select, [role="combobox"], [role="menuitem"]';
const NAMED = /(?:^|\s)([@#])([\w-]*)$/;

export class Composer {
  /** @param {import('./page.js').Page} page */
  constructor(page) {
    this.page = page;
    this.store = page.store;
    this.completion = new Completion();
    this.frame = byId('composer-frame');
    this.box = /** @type {HTMLTextAreaElement} */ (byId('box'));
    this.quote = byId('quote');
    this.foot = byId('composer-hint');
    this.alarm = byId('composer-alarm');
    /** @type {?CommandForm} */ this.command = null;
    /** @type {?import('./types.js').Message} */ this.quoted = null;
    this.box.addEventListener('input', () => this.typed());
    this.box.addEventListener('keydown', (event) => this.keyed(event));
    this.box.addEventListener('blur', () => this.completion.hide());
    this.store.addEventListener('opened', (event) => this.opened(event.detail.isSame));
    document.addEventListener('keydown', (event) => this.catch(event));
  }

  /** Take what is typed where nothing else takes it: whoever begins to write need not click first. @param {KeyboardEvent} event */
  catch(event) {
    const isLetter = event.key.length === 1 && event.key !== ' ' && !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
    const isTaken = /** @type {Element} */ (event.target).matches(TAKES_LETTERS) || document.querySelector('dialog[open]');
    if (!isLetter || isTaken || event.defaultPrevented) return;
    if (this.command) this.command.focus();
    else this.box.focus();
  }

  /** @param {boolean} isSame  whether it was open before: what was typed there stays */
  opened(isSame) {
    const { channel } = this.store;
    if (!isSame) {
      this.leaveCommand('', { isFocused: false });
      this.unquote();
    }
    this.box.disabled = !channel?.can_write;
    const place = this.page.title();
    this.box.placeholder = channel?.can_write ? `Message ${place}` : 'You do not have permission to send messages in this channel.';
    this.box.setAttribute('aria-label', `Message ${place}. Type a slash for commands.`);
  }

  /** Put a text into the box, as if it had been typed. @param {string} text */
  fill(text) {
    this.leaveCommand(text);
    this.typed();
  }

  typed() {
    this.fit();
    this.hint('');
    this.complain('');
    const text = this.box.value;
    if (text.startsWith('/')) this.typedCommand(text);
    else this.typedName();
  }

  /** @param {string} text */
  typedCommand(text) {
    const leaves = leavesOf(this.store.commands);
    const read = readCommand(leaves, text);
    if (read && text.length > read.leaf.path.length + 1) return this.enter(read.leaf, readOptions(read.leaf, read.rest));
    const fitting = matches(leaves, text).map((leaf) => ({ label: `/${leaf.path}`, detail: leaf.description, hint: nameOf(this.store.world?.bot ?? { username: '' }), pick: () => this.enter(leaf, []) }));
    this.completion.show(this.box, 'Commands', fitting);
  }

  /** Offer whom `@` and which channel `#` could mean. */
  typedName() {
    const found = NAMED.exec(this.box.value.slice(0, this.box.selectionStart));
    if (!found) return this.completion.hide();
    const [, mark, part] = found;
    const all = mark === '@' ? (this.store.guild?.members ?? []).map((member) => member.user.username)
      : (this.store.guild?.channels ?? []).map((channel) => channel.name ?? '');
    const fitting = all.filter((name) => name.toLowerCase().startsWith(part.toLowerCase()));
    this.completion.show(this.box, mark === '@' ? 'Members' : 'Channels', fitting.map((name) => ({ label: `${mark}${name}`, pick: () => this.insert(part, name) })));
  }

  /** @param {string} part @param {string} name */
  insert(part, name) {
    const at = this.box.selectionStart;
    this.box.setRangeText(`${name} `, at - part.length, at, 'end');
    this.completion.hide();
  }

  /** @param {import('./types.js').Leaf} leaf @param {[string, string][]} given */
  enter(leaf, given) {
    this.completion.hide();
    this.command?.element.remove();
    this.command = new CommandForm(leaf, given, this);
    this.box.hidden = true;
    this.box.after(this.command.element);
    this.command.focus();
  }

  /** @param {string} text @param {{isFocused?: boolean}} [how] */
  leaveCommand(text, { isFocused = true } = {}) {
    this.completion.hide();
    this.command?.element.remove();
    this.command = null;
    this.box.hidden = false;
    this.box.value = text;
    this.hint('');
    this.complain('');
    this.fit();
    if (isFocused) this.box.focus();
  }

  /** @param {KeyboardEvent} event */
  keyed(event) {
    if (this.completion.keyed(event) || event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.say();
    } else if (event.key === 'Escape') {
      this.unquote();
    } else if (event.key === 'ArrowUp' && !this.box.value) {
      event.preventDefault();
      /** @type {?HTMLElement} */ (document.querySelector('#messages article[tabindex="0"]'))?.focus();
    }
  }

  async say() {
    const text = this.box.value.trim();
    if (!text) return;
    const read = text.startsWith('/') ? readCommand(leavesOf(this.store.commands), text) : null;
    if (read) return this.enter(read.leaf, readOptions(read.leaf, read.rest));
    const { quoted } = this;
    this.unquote();
    this.leaveCommand('');
    const told = await this.store.act('say', { text: this.spelled(text), reply_to: quoted?.id });
    if (told.refused) this.takeBack(text, quoted, told.refused);
  }

  /** Give back what could not be said, unless something else is being written. @param {string} text @param {?import('./types.js').Message} quoted @param {string} why */
  takeBack(text, quoted, why) {
    if (!this.command && !this.box.value) {
      this.leaveCommand(text);
      if (quoted) this.reply(quoted);
    }
    this.complain(why);
  }

  /** @param {string} text @returns {string} names as Discord sends them: ids */
  spelled(text) {
    const guild = this.store.guild;
    return text.replace(/(^|\s)([@#])([\w-]+)/g, (whole, space, mark, name) => {
      const found = mark === '@' ? guild?.members.find((member) => member.user.username === name.toLowerCase())?.user
        : guild?.channels.find((channel) => channel.name === name);
      return found ? `${space}<${mark}${found.id}>` : whole;
    });
  }

  /** @param {import('./types.js').Leaf} leaf @param {[string, string][]} options */
  async sendCommand(leaf, options) {
    const told = this.store.act('use', { path: `/${leaf.path}`, options });
    const asked = [`/${leaf.path}`, ...options.map(([name]) => name)].join(' ');
    this.leaveCommand('');
    await this.page.shown(told, asked);
  }

  /** @param {import('./types.js').Message} message */
  reply(message) {
    this.quoted = message;
    this.quote.hidden = false;
    this.quote.replaceChildren(el('span', {}, 'Replying to ', el('strong', {}, nameOf(message.author))),
      el('button', { type: 'button', class: 'tool', 'aria-label': 'Do not reply', onclick: () => this.unquote() }, icon('close')));
    this.box.focus();
  }

  unquote() {
    this.quoted = null;
    this.quote.hidden = true;
  }

  fit() {
    this.box.style.height = 'auto';
    this.box.style.height = `${Math.min(this.box.scrollHeight, 240)}px`;
  }

  /** @param {string} text */
  hint(text) {
    this.foot.textContent = text;
  }

  /** @param {string} text */
  complain(text) {
    this.alarm.textContent = text;
  }
}
