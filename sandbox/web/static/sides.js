/** What can be shown or put away: the drawer of channels, members, the town; light and dark. */

import { byId, el } from './dom.js';

const THEMES = { auto: 'Colours as the system has them', light: 'Light colours', dark: 'Dark colours' };
const NARROW = matchMedia('(max-width: 900px)');

/** Let the buttons of the head do their work. */
export function setUpSides() {
  toggle('drawer', () => document.body.classList.toggle('is-drawer-open'));
  byId('veil').addEventListener('click', closeDrawer);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && closeDrawer());
  NARROW.addEventListener('change', () => show(NARROW.matches ? null : 'members'));
  if (NARROW.matches) show(null);
  byId('show-members').addEventListener('click', () => show(byId('members').hidden ? 'members' : null));
  byId('show-town').addEventListener('click', () => show(byId('town').hidden ? 'town' : null));
  setUpTheme();
}

/** @param {string} id @param {() => boolean} act */
function toggle(id, act) {
  const button = byId(id);
  button.addEventListener('click', () => button.setAttribute('aria-expanded', String(act())));
}

function closeDrawer() {
  if (!document.body.classList.contains('is-drawer-open')) return;
  document.body.classList.remove('is-drawer-open');
  byId('drawer').setAttribute('aria-expanded', 'false');
  byId('drawer').focus();
}

/** Show one of the two right sides, or neither. @param {?string} wanted */
export function show(wanted) {
  for (const id of ['members', 'town']) {
    byId(id).hidden = id !== wanted;
    byId(`show-${id}`).setAttribute('aria-expanded', String(id === wanted));
  }
}

function setUpTheme() {
  const button = byId('theme');
  const names = Object.keys(THEMES);
  let at = Math.max(0, names.indexOf(localStorage.getItem('theme') ?? 'auto'));
  const apply = () => {
    document.documentElement.dataset.theme = names[at];
    button.setAttribute('aria-label', THEMES[names[at]]);
    button.title = `${THEMES[names[at]]}. Press for the next.`;
  };
  button.addEventListener('click', () => {
    at = (at + 1) % names.length;
    localStorage.setItem('theme', names[at]);
    apply();
  });
  apply();
}

/** Say why a house of the town can't be opened: only the bot knows the way. @param {MouseEvent} event */
function explainTownLink(event) {
  const link = /** @type {Element} */ (event.target).closest('a');
  const host = link?.href ? new URL(link.href).hostname : '';
  if (!host.endsWith('.test')) return;
  event.preventDefault();
  byId('composer-alarm').textContent = `${host} is a house in the town: the bot finds it, your browser does not.`;
}

/** Put the town's own panel where it belongs; without a town there is no button for it. */
export async function setUpTown() {
  const place = byId('town');
  try {
    const panel = await import('/town/panel.js');
    byId('show-town').hidden = false;
    await panel.mountPanel(place);
    document.addEventListener('click', explainTownLink);
    if (!NARROW.matches) show('town');
  } catch {
    place.replaceChildren(el('p', {}, 'There is no town in this sandbox.'));
    byId('show-town').hidden = true;
    if (!NARROW.matches) show('members');
  }
}
