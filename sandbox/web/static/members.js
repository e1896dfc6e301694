/** The right side: who is here, by role. */

import { avatar, byId, el, nameOf } from './dom.js';
import { keepingFocus } from './places.js';

/** @typedef {import('./types.js').Member} Member */

export class Members {
  /** @param {import('./page.js').Page} page */
  constructor(page) {
    this.page = page;
    this.store = page.store;
    for (const event of ['world', 'opened']) this.store.addEventListener(event, () => this.draw());
  }

  draw() {
    keepingFocus(byId('members'), this.groups().flatMap(([name, members]) => [
      el('h3', {}, `${name} — ${members.length}`),
      el('ul', {}, ...members.map((member) => el('li', {}, this.row(member)))),
    ]));
  }

  /** @returns {[string, Member[]][]} */
  groups() {
    const { guild, world } = this.store;
    if (!world) return [];
    const everyone = guild?.members ?? [{ user: world.bot, roles: [] }, { user: world.me, roles: [] }];
    const here = everyone.filter((member) => !member.user.bot || world.is_bot_online);
    const names = [...new Set(here.flatMap((member) => member.roles.slice(0, 1)))];
    /** @type {[string, Member[]][]} */
    const groups = names.map((name) => [name, here.filter((member) => member.roles[0] === name)]);
    groups.push(['Online', here.filter((member) => !member.roles.length)]);
    groups.push(['Offline', everyone.filter((member) => !here.includes(member))]);
    return groups.filter(([, members]) => members.length);
  }

  /** @param {Member} member */
  row(member) {
    const isAway = member.user.bot && !this.store.world?.is_bot_online;
    const open = (/** @type {Event} */ event) => this.page.openMenu(event, { user: member.user });
    return el('button', {
      type: 'button', class: isAway ? 'member is-away' : 'member', 'data-key': `member-${member.user.id}`, 'aria-haspopup': 'menu',
      'data-admin': member.roles.length ? 'true' : null, onclick: open, oncontextmenu: open,
    }, avatar(member.user), el('span', { class: 'member-name' }, nameOf(member.user)),
    member.user.bot ? el('span', { class: 'tag' }, 'APP') : null,
    member.user.id === this.store.world?.me.id ? el('span', { class: 'is-you' }, 'you') : null);
  }
}
