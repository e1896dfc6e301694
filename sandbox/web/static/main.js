/** Starts the page: sits down as somebody, and lets every part draw itself. */

import { byId, icon } from './dom.js';
import { Members } from './members.js';
import { Page } from './page.js';
import { Places } from './places.js';
import { setUpSides, setUpTown } from './sides.js';
import { Store } from './store.js';
import { keepTime } from './timestamps.js';
import { Tour } from './tour.js';
import { showTyping } from './typing.js';
import { Wire } from './wire.js';

const LINES = {
  open: '',
  cut: 'The sandbox does not answer. Trying again…',
  closed: 'The sandbox was started anew. Open the link that it printed this time.',
};

const query = new URLSearchParams(location.search);
// The key is in a cookie now; it need not be seen, copied or remembered by the browser.
query.delete('key');
history.replaceState(null, '', query.size ? `/?${query}` : '/');

for (const place of document.querySelectorAll('[data-icon]')) {
  place.prepend(icon(/** @type {any} */ (/** @type {HTMLElement} */ (place).dataset.icon)));
}

const wire = new Wire();
const store = new Store(wire);
const page = new Page(store);
new Places(page, become);
new Members(page);
new Tour(page);
setUpSides();
setUpTown();
keepTime();
showTyping(store);

store.addEventListener('opened', () => {
  byId('title').textContent = page.title().slice(1);
  byId('title-mark').replaceChildren(page.title()[0]);
});
wire.addEventListener('line', (event) => {
  byId('line').textContent = LINES[/** @type {keyof LINES} */ (event.detail)];
  byId('line').hidden = event.detail === 'open';
});
store.addEventListener('world', () => {
  byId('asleep').hidden = store.world?.is_bot_online ?? true;
});

/** Be somebody else from now on. @param {string} userId */
function become(userId) {
  history.replaceState(null, '', `/?as=${userId}`);
  wire.sit(userId);
}

wire.sit(query.get('as') ?? '');
