/** "Gatewise is typing…": below the message box, for as long as Discord shows it. */

import { byId, el, nameOf } from './dom.js';

/** @param {import('./store.js').Store} store */
export function showTyping(store) {
  const place = byId('typing');
  let timer = 0;
  const draw = () => {
    clearTimeout(timer);
    const left = (store.channel?.typing_until ?? 0) * 1000 - Date.now();
    const isTyping = left > 0 && store.world !== null;
    if (!isTyping) place.replaceChildren();
    else if (!place.hasChildNodes()) place.replaceChildren(dots(), el('strong', {}, nameOf(store.world.bot)), ' is typing…');
    if (isTyping) timer = setTimeout(draw, left);
  };
  for (const event of ['world', 'opened']) store.addEventListener(event, draw);
}

function dots() {
  return el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
}
