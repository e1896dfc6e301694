/** The line to the sandbox: acts go out and are answered, events come in. It mends itself. */

const FIRST_WAIT = 300;
const LONGEST_WAIT = 4000;
const LOST = { refused: 'The line to the sandbox was cut. It comes back by itself.' };

/** Events: `world`, `message`, `gone` (the sandbox's own), `line` ("open", "cut" or "closed"). */
export class Wire extends EventTarget {
  /** @type {?WebSocket} */ #socket = null;
  /** @type {Map<number, (told: import('./types.js').Told) => void>} */ #waiting = new Map();
  #number = 0;
  #wait = FIRST_WAIT;
  #as = '';

  /** Sit down as somebody. @param {string} userId */
  sit(userId) {
    this.#as = userId;
    this.#open();
  }

  /**
   * Do something as the member this page is.
   * @param {string} act
   * @param {object} [about]
   * @returns {Promise<import('./types.js').Told>}
   */
  ask(act, about = {}) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return Promise.resolve(LOST);
    const n = (this.#number += 1);
    this.#socket.send(JSON.stringify({ ...about, do: act, n }));
    return new Promise((done) => this.#waiting.set(n, done));
  }

  #open() {
    this.#drop();
    const socket = new WebSocket(`ws://${location.host}/page/ws?as=${encodeURIComponent(this.#as)}`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#wait = FIRST_WAIT;
      this.#say('line', 'open');
    });
    socket.addEventListener('message', (event) => this.#hear(JSON.parse(event.data)));
    socket.addEventListener('close', () => socket === this.#socket && this.#again());
  }

  #drop() {
    const old = this.#socket;
    this.#socket = null;
    old?.close();
    for (const done of this.#waiting.values()) done(LOST);
    this.#waiting.clear();
  }

  async #again() {
    this.#drop();
    this.#say('line', (await isTurnedAway()) ? 'closed' : 'cut');
    setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  /** @param {any} told */
  #hear(told) {
    if ('re' in told) {
      this.#waiting.get(told.re)?.(told);
      this.#waiting.delete(told.re);
    } else {
      this.#say(told.t, told);
    }
  }

  /** @param {string} name @param {any} detail */
  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** @returns {Promise<boolean>} whether the sandbox is there and does not know this page's key */
async function isTurnedAway() {
  try {
    return (await fetch('/', { method: 'HEAD' })).status === 403;
  } catch {
    return false;
  }
}
