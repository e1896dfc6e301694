/** One message, drawn whole. */

import { drawComponents } from './components.js';
import { avatar, el, icon, nameOf } from './dom.js';
import { drawEmbed, drawFiles } from './embeds.js';
import { markdown } from './markdown.js';
import { clock, dayOf, sentAt } from './timestamps.js';
import { Flag } from './types.js';

const GROUPED = 7 * 60 * 1000; // milliseconds
const TOKEN_LIFE = 15 * 60 * 1000;
const REPLIES = [19, 20, 23];

/** @typedef {import('./types.js').Message} Message */

/**
 * Whether a message stands under the one before it, without a head of its own.
 * @param {Message} message @param {Message|undefined} before
 */
export function isGrouped(message, before) {
  if (!before || REPLIES.includes(message.type) || before.author.id !== message.author.id) return false;
  if ((before.flags ^ message.flags) & Flag.EPHEMERAL) return false;
  return Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUPED && dayOf(message.timestamp) === dayOf(before.timestamp);
}

/**
 * @param {Message} message
 * @param {Message|undefined} before
 * @param {import('./page.js').Page} page
 * @returns {HTMLElement}
 */
export function drawMessage(message, before, page) {
  const grouped = isGrouped(message, before);
  const isMine = message.mentions.some((user) => user.id === page.store.world?.me.id) || message.mention_everyone;
  const isPrivate = Boolean(message.flags & Flag.EPHEMERAL);
  return el('article', {
    class: ['message', grouped && 'is-grouped', isMine && 'is-mine', isPrivate && 'is-private'].filter(Boolean).join(' '),
    id: `message-${message.id}`, tabindex: '-1', 'aria-labelledby': `author-${message.id} time-${message.id}`,
    'data-id': message.id,
  },
  grouped ? null : quoted(message, page),
  grouped ? el('span', { class: 'gutter', 'aria-hidden': 'true' }, clock(message.timestamp)) : avatar(message.author),
  el('div', { class: 'body' }, head(message, grouped, page), ...body(message, page),
    el('p', { class: 'note', id: `note-${message.id}`, role: 'alert', hidden: !page.notes.get(message.id) }, page.notes.get(message.id) ?? ''),
    isPrivate ? privately(message, page) : null),
  tools(message, page));
}

/** @param {Message} message @param {boolean} grouped @param {import('./page.js').Page} page */
function head(message, grouped, page) {
  return el('h3', { class: grouped ? 'head sr-only' : 'head' },
    el('button', { type: 'button', class: 'author', id: `author-${message.id}`, 'data-admin': page.isAdmin(message.author) || null,
      tabindex: '-1', 'aria-haspopup': 'menu',
      onclick: (event) => page.openMenu(event, { user: message.author }),
      oncontextmenu: (event) => page.openMenu(event, { user: message.author }) }, nameOf(message.author)),
    message.author.bot ? el('span', { class: 'tag' }, 'APP') : null,
    el('time', { id: `time-${message.id}`, datetime: message.timestamp, class: 'when' }, sentAt(message.timestamp)));
}

/** @param {Message} message @param {import('./page.js').Page} page @returns {(Node|null)[]} */
function body(message, page) {
  if (message.flags & Flag.LOADING) return [thinking(message)];
  const texts = markdown(message.content, page.names);
  const edited = message.edited_timestamp && !isFirstAnswer(message)
    ? el('span', { class: 'edited', title: sentAt(message.edited_timestamp) }, ' (edited)') : null;
  return [
    texts.length || edited ? el('div', { class: 'content' }, ...texts, edited) : null,
    ...message.embeds.map((embed) => drawEmbed(embed, page.names)),
    ...drawFiles(message),
    ...drawComponents(message, page),
    thread(message, page),
  ];
}

/** An answer that took the place of "thinking" is no edit to those who read it. @param {Message} message */
function isFirstAnswer(message) {
  return Boolean(message.interaction_metadata) && message.revision <= 1;
}

/** @param {Message} message */
function thinking(message) {
  const isOver = Date.now() - Date.parse(message.timestamp) > TOKEN_LIFE;
  if (isOver) return el('p', { class: 'note' }, 'The application did not respond');
  const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  return el('p', { class: 'thinking' }, dots, `${nameOf(message.author)} is thinking…`);
}

/** @param {Message} message @param {import('./page.js').Page} page */
function quoted(message, page) {
  const asked = message.interaction_metadata;
  if (asked && message.command) {
    return el('p', { class: 'quoted' }, avatar(asked.user), el('span', { class: 'quoted-name' }, nameOf(asked.user)),
      ' used ', el('span', { class: 'mention' }, message.type === 23 ? message.command : `/${message.command}`));
  }
  if (!message.message_reference) return null;
  const other = message.referenced_message;
  if (!other) return el('p', { class: 'quoted' }, icon('reply'), 'Original message was deleted');
  const text = (other.content || 'Click to see the message').split('\n')[0];
  return el('p', { class: 'quoted' }, avatar(other.author), el('span', { class: 'quoted-name' }, nameOf(other.author)),
    el('button', { type: 'button', class: 'quoted-text', onclick: () => page.names.go(other.channel_id, other.id) }, ...markdown(text, page.names, 9)));
}

/** @param {Message} message @param {import('./page.js').Page} page */
function thread(message, page) {
  const channel = message.flags & Flag.HAS_THREAD ? page.store.channelOf(message.id) : null;
  if (!channel) return null;
  return el('button', { type: 'button', class: 'thread', onclick: () => page.store.open(channel.id) },
    icon('thread'), el('span', { class: 'thread-name' }, channel.name ?? ''), el('span', { class: 'thread-more' }, 'See thread ›'));
}

/** @param {Message} message @param {import('./page.js').Page} page */
function privately(message, page) {
  return el('p', { class: 'privately' }, icon('eye'), 'Only you can see this · ',
    el('button', { type: 'button', class: 'link', onclick: () => page.store.dismiss(message.id) }, 'Dismiss message'));
}

/** @param {Message} message @param {import('./page.js').Page} page */
function tools(message, page) {
  const name = nameOf(message.author);
  const canReply = !(message.flags & (Flag.EPHEMERAL | Flag.LOADING));
  return el('div', { class: 'tools' },
    canReply ? el('button', { type: 'button', class: 'tool', tabindex: '-1', 'aria-label': `Reply to ${name}`, title: 'Reply', onclick: () => page.reply(message) }, icon('reply')) : null,
    canReply ? el('button', { type: 'button', class: 'tool more', tabindex: '-1', 'aria-haspopup': 'menu', 'aria-label': `More, and apps, for this message of ${name}`, title: 'More', onclick: (event) => page.openMenu(event, { message }) }, icon('more')) : null);
}
