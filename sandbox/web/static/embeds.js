/** Embeds and files: the framed parts of a message. */

import { el, icon } from './dom.js';
import { inline } from './inline.js';
import { markdown } from './markdown.js';
import { sentAt } from './timestamps.js';

/**
 * @param {import('./types.js').Embed} embed
 * @param {import('./inline.js').Names} names
 */
export function drawEmbed(embed, names) {
  const drawn = el('div', { class: 'embed' },
    el('div', { class: 'embed-text' },
      embed.author && el('p', { class: 'embed-author' }, embed.author.name),
      embed.title && el('p', { class: 'embed-title' }, ...titled(embed, names)),
      embed.description && el('div', { class: 'embed-description' }, ...markdown(embed.description, names)),
      embed.fields?.length ? el('div', { class: 'embed-fields' }, ...embed.fields.map((field) => drawField(field, names))) : null),
    embed.thumbnail && picture(embed.thumbnail.url, embed.thumbnail.description, 'embed-thumbnail'),
    embed.image && picture(embed.image.url, embed.image.description, 'embed-image'),
    (embed.footer || embed.timestamp) && footer(embed));
  if (typeof embed.color === 'number') drawn.style.setProperty('--edge', `#${embed.color.toString(16).padStart(6, '0')}`);
  return drawn;
}

/** @param {import('./types.js').Embed} embed @param {import('./inline.js').Names} names */
function titled(embed, names) {
  const words = inline(embed.title ?? '', names);
  const isWeb = /^https?:\/\//.test(embed.url ?? '');
  return isWeb ? [el('a', { href: embed.url, target: '_blank', rel: 'noopener noreferrer' }, ...words)] : words;
}

/** @param {{name: string, value: string, inline?: boolean}} field @param {import('./inline.js').Names} names */
function drawField(field, names) {
  return el('div', { class: field.inline ? 'embed-field inline' : 'embed-field' },
    el('p', { class: 'embed-name' }, ...inline(field.name, names)),
    el('div', {}, ...markdown(field.value, names)));
}

/** @param {import('./types.js').Embed} embed */
function footer(embed) {
  const when = embed.timestamp ? sentAt(embed.timestamp) : null;
  return el('p', { class: 'embed-footer' }, [embed.footer?.text, when].filter(Boolean).join(' • '));
}

/** @param {string} url @param {string|undefined} description @param {string} look */
function picture(url, description, look) {
  return el('a', { href: url, target: '_blank', rel: 'noopener', class: look },
    el('img', { src: url, alt: description || 'Picture without a description' }));
}

/**
 * @param {import('./types.js').Message} message
 * @returns {HTMLElement[]} the files that no embed shows
 */
export function drawFiles(message) {
  const shown = new Set(message.embeds.flatMap((embed) => [embed.image?.url, embed.thumbnail?.url]));
  return message.attachments.filter((file) => !shown.has(file.url)).map(drawFile);
}

/** @param {import('./types.js').Attachment} file */
function drawFile(file) {
  if (file.content_type.startsWith('image/')) return picture(file.url, file.description, 'attachment-picture');
  return el('a', { class: 'attachment', href: file.url, download: file.filename },
    icon('file'), el('span', {}, el('span', { class: 'attachment-name' }, file.filename),
      el('span', { class: 'attachment-size' }, sized(file.size))));
}

/** @param {number} bytes @returns {string} */
function sized(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
