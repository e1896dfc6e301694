// The town's panel: switch houses, start the story, read what happens. `mountPanel(element)`.

const HOUSES_EVERY = 3000; // milliseconds
const STORY_EVERY = 700;
const KINDS = [
  ["company", "Companies", true],
  ["status page", "Status pages", true],
  ["broken", "Houses that were never well", false],
];

/** Build an element: attributes by name, `on…` as listeners, the rest inside it. */
function build(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...inside);
  return element;
}

async function call(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `The town answered ${response.status}.`);
  return answer;
}

/** Set a text only where it changed: a live region is read aloud with every change. */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** One house: what it is like, buttons for the usual ways, a menu for all others. */
class HouseRow {
  constructor(house, town) {
    this.name = house.name;
    this.town = town;
    this.state = build("span", { class: "town-state" });
    this.buttons = new Map();
    this.menu = house.kind === "broken" ? build("select") : this.buildMenu();
    const buttons = build("div", { class: "town-buttons" }, ...this.usual(house).map((mode) => this.button(mode)));
    const legend = build("legend", {}, build("b", {}, house.title), " ", build("code", {}, house.name));
    this.element = build("fieldset", { class: "town-house" }, legend, this.state, buttons);
    if (house.kind !== "broken") { // those stand for one way each
      this.element.append(build("label", { class: "town-other" }, "Another way ", this.menu));
    }
    this.show(house);
  }

  /** The ways that are one press away. */
  usual(house) {
    if (house.own.length) return house.own;
    if (house.kind === "company") return this.town.first;
    return this.town.modes.filter((mode) => mode.id === house.home || mode.id === "healthy");
  }

  button(mode) {
    const press = () => this.town.change(this, mode.id);
    const element = build("button", { type: "button", "aria-pressed": "false", onclick: press }, mode.title);
    this.buttons.set(mode.id, element);
    return element;
  }

  buildMenu() {
    const choose = () => this.menu.value && this.town.change(this, this.menu.value);
    const menu = build("select", { onchange: choose }, build("option", { value: "" }, "Choose…"));
    for (const [group, modes] of this.town.groups) {
      const options = modes.map((mode) => build("option", { value: mode.id }, mode.title));
      menu.append(build("optgroup", { label: group }, ...options));
    }
    return menu;
  }

  show(house) {
    if (this.mode === house.mode) return;
    this.mode = house.mode;
    this.element.dataset.well = String(house.mode === "healthy" || house.mode === "honest");
    say(this.state, `Now: ${house.modeTitle}`);
    for (const [id, button] of this.buttons) button.setAttribute("aria-pressed", String(id === house.mode));
    this.menu.value = this.buttons.has(house.mode) ? "" : house.mode;
  }
}

/** All of the panel. */
class Town {
  constructor(element) {
    this.element = element;
    this.rows = new Map();
    this.first = [];
    this.modes = [];
    this.groups = new Map();
    this.live = build("p", { class: "town-live", role: "status" });
    this.caption = build("p", { class: "town-caption", role: "status" });
    this.lines = build("ol", { class: "town-lines" });
    this.progress = build("progress", { "aria-label": "How far the story is", hidden: true });
    this.start = build("button", { type: "button", class: "town-start", onclick: () => this.play() }, "Play a whole outage");
    this.spoken = build("details", { class: "town-spoken", hidden: true }, build("summary", {}, "What happened so far"), this.lines);
  }

  async mount() {
    this.element.classList.add("town");
    const hint = "Little web servers on this machine. Break one and ask the bot about it: /isitdown shop.test";
    const story = build("section", { "aria-label": "Story" }, this.start, this.progress, this.caption, this.spoken);
    this.places = build("div");
    this.element.replaceChildren(build("h2", {}, "The town"), build("p", { class: "town-hint" }, hint), story, this.live, this.places);
    try {
      this.fill(await call("/town/houses"));
    } catch (error) {
      say(this.live, `The town can't be reached. ${error.message}`);
      return;
    }
    await this.listen();
    this.timer = setInterval(() => this.refresh(), HOUSES_EVERY);
  }

  fill({ houses, modes, first }) {
    this.modes = modes;
    this.first = first.map((id) => modes.find((mode) => mode.id === id));
    for (const mode of modes) {
      if (!this.groups.has(mode.group)) this.groups.set(mode.group, []);
      this.groups.get(mode.group).push(mode);
    }
    for (const [kind, title, isOpen] of KINDS) {
      const there = houses.filter((house) => house.kind === kind).map((house) => this.row(house));
      if (there.length) this.places.append(build("details", { open: isOpen }, build("summary", {}, title), ...there));
    }
  }

  row(house) {
    const row = new HouseRow(house, this);
    this.rows.set(house.name, row);
    return row.element;
  }

  async change(row, mode) {
    try {
      const house = await call(`/town/houses/${encodeURIComponent(row.name)}`, { mode });
      row.show(house);
      say(this.live, `${house.title}: ${house.modeTitle}.`);
    } catch (error) {
      say(this.live, error.message);
    }
  }

  /** Show what others switched. */
  async refresh() {
    if (!this.element.isConnected) {
      clearInterval(this.timer);
      return;
    }
    const { houses } = await call("/town/houses").catch(() => ({ houses: [] }));
    for (const house of houses) this.rows.get(house.name)?.show(house);
  }

  async play() {
    try {
      await call("/town/story", {});
      await this.listen();
    } catch (error) {
      say(this.live, error.message);
    }
  }

  /** Show where the story stands, again and again while it is told. */
  async listen() {
    const story = await call("/town/story").catch(() => ({ state: "idle", caption: "", lines: [] }));
    const isPlaying = story.state === "playing";
    say(this.caption, story.caption);
    say(this.start, isPlaying ? "The story is on" : "Play a whole outage");
    this.start.setAttribute("aria-disabled", String(isPlaying));
    this.progress.hidden = !isPlaying;
    this.progress.max = story.steps || 1;
    this.progress.value = story.step || 0;
    this.spoken.hidden = !story.lines.length;
    this.lines.replaceChildren(...story.lines.map((line) => build("li", {}, line)));
    if (isPlaying && this.element.isConnected) setTimeout(() => this.listen(), STORY_EVERY);
  }
}

/** Fill an element with the panel. Resolves when it can be used. */
export async function mountPanel(element) {
  const href = "/town/panel.css";
  if (!document.querySelector(`link[href="${href}"]`)) {
    document.head.append(build("link", { rel: "stylesheet", href }));
  }
  await new Town(element).mount();
}
