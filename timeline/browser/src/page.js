/**
 * The script of an exported page: the list it came with, and above it timeline, map and filters, and a view of each
 * event. What the reader asks stands in the address; list, timeline and map show the events of one mask.
 */

import { createMap } from "./map.js";
import { isNarrowed, nothingAsked, readAddress, writeAddress } from "./page/address.js";
import { Controls } from "./page/controls.js";
import { pageData, unpacked } from "./page/data.js";
import { dayText, daysOf } from "./page/days.js";
import { byId } from "./page/elements.js";
import { EventView } from "./page/event_view.js";
import { facetsOf, filtered, windowOf } from "./page/filters.js";
import { List } from "./page/list.js";
import { preparePrint } from "./page/print.js";
import { prepareTheme } from "./page/theme.js";
import { createLegend } from "./timeline/legend.js";
import { createTimeline } from "./timeline/timeline.js";

/** @typedef {import("./page/address.js").Asked} Asked */
/** @typedef {import("./map/land.js").LandFile} LandFile */

/** Milliseconds after a key until what is typed is taken for a filter. */
const TYPING = 120;
/** Of an area in the address, its sides and how many decimals: a few metres. */
const AREA = /** @type {const} */ (["west", "south", "east", "north"]);
const PLACES = 4;
/** Of more events the list is unpacked only where it is looked at: a telephone has not the memory for all. */
const AT_LEISURE = 20_000;

/** The page opens on the days of most events where there are as many as FEW, and the whole is MUCH_LONGER. */
const FEW = 20;
const REST = 0.05;
const MUCH_LONGER = 4;

class Page {
  /** @param {List} list @param {import("./page/data.js").PageData} data @param {LandFile | null} land null where no event has a point */
  constructor(list, data, land) {
    this.list = list;
    this.data = data;
    this.facets = facetsOf(data);
    this.asked = readAddress(location.hash);
    const all = this.find(nothingAsked());
    this.found = all;
    this.narrowed = "";
    this.typing = 0;
    /** @type {Partial<Asked>} */
    this.typed = {};
    /** @type {Element | null} what the focus returns to when the event is closed */
    this.opener = null;
    this.controls = new Controls(this.facets, all.counts, (change, isTyping) => this.ask(change, isTyping), () => this.asked, () => this.clear());
    this.view = new EventView(data, list, {
      open: (id) => this.go({ event: id, at: "" }),
      close: () => this.go({ event: "" }),
      showDays: (from, to) => this.go({ ...nothingAsked(), rows: this.asked.rows, from: dayText(from), to: dayText(to) }),
      showSource: (id) => this.go({ event: "", at: id }),
    });
    this.timeline = createTimeline(byId("timeline", HTMLElement), {
      model: data.model,
      onPick: (index) => this.open(index),
      onWindow: (from, to) => this.moved(from, to),
    });
    this.map = land && this.makeMap(land);
    this.legend = createLegend(byId("legend", HTMLElement), data.model);
    this.rows = byId("rows", HTMLSelectElement);
    byId("narrow", HTMLDetailsElement).open = matchMedia("(min-width: 64rem)").matches;
    this.listen();
    const most = mostOf(data.model.events);
    if (most) this.timeline.setWindow(...most);
    this.restore();
  }

  /** @param {LandFile} land */
  makeMap(land) {
    byId("places", HTMLElement).hidden = false;
    document.documentElement.dataset.map = "";
    return createMap(byId("map", HTMLElement), {
      model: this.data.model,
      land,
      onPick: (indices) => this.pick(indices),
      onArea: (area) => this.go({ area: area ? AREA.map((side) => area[side].toFixed(PLACES)).join(",") : "" }, true),
    });
  }

  /** Events in one place were picked: one is opened, of several one is chosen. @param {number[]} indices */
  pick(indices) {
    if (indices.length === 1) this.open(indices[0]);
    else this.view.openMany(indices);
  }

  redraw() {
    this.timeline.redraw();
    this.legend.redraw();
    this.map?.redraw();
  }

  listen() {
    this.rows.addEventListener("change", () => this.go({ rows: this.rows.value }));
    byId("zoom-in", HTMLButtonElement).addEventListener("click", () => this.timeline.zoom(1 / 2));
    byId("zoom-out", HTMLButtonElement).addEventListener("click", () => this.timeline.zoom(2));
    byId("whole", HTMLButtonElement).addEventListener("click", () => this.timeline.showAll());
    prepareTheme(byId("theme", HTMLButtonElement), () => this.redraw());
    preparePrint(this.list, this.timeline);
    addEventListener("popstate", () => this.restore());
    document.addEventListener("click", (event) => this.follow(event));
    this.list.element.addEventListener("focusin", (event) => {
      const index = event.target instanceof Element ? this.list.indexOf(event.target) : null;
      if (index !== null) this.select(index);
    });
    document.addEventListener("keydown", (event) => {
      const isTyped = event.target instanceof Element && event.target.matches("input, select, textarea");
      if (event.key !== "/" || isTyped || event.ctrlKey || event.metaKey || event.altKey || this.view.dialog.open) return;
      event.preventDefault();
      byId("narrow", HTMLDetailsElement).open = true;
      this.controls.fields.text.focus();
    });
  }

  /** Links within the page keep what is asked. @param {MouseEvent} event */
  follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href") ?? "";
    if (!href.startsWith("#") || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const id = decodeURIComponent(href.slice(1));
    const index = id.startsWith("event-") ? this.list.byId.get(id.slice("event-".length)) : undefined;
    if (index === undefined) this.go({ at: id });
    else this.open(index);
  }

  /** @param {number} index */
  open(index) {
    this.go({ event: this.data.model.events[index].id, at: "" });
  }

  /** A filter was changed. @param {Partial<Asked>} change @param {boolean} isTyping */
  ask(change, isTyping) {
    clearTimeout(this.typing);
    // What was typed in another field just before is not yet taken.
    this.typed = { ...this.typed, ...change };
    const take = () => {
      const all = this.typed;
      this.typed = {};
      this.go(all, isTyping);
    };
    if (isTyping) this.typing = setTimeout(take, TYPING);
    else take();
  }

  clear() {
    clearTimeout(this.typing);
    this.typed = {};
    this.go({ ...nothingAsked(), rows: this.asked.rows, view: this.asked.view });
    this.controls.fields.text.focus();
  }

  /** Asks something else, as a step that one can take back. @param {Partial<Asked>} change @param {boolean} [inPlace] */
  go(change, inPlace = false) {
    const before = writeAddress(this.asked);
    const asked = { ...this.asked, ...change };
    const after = writeAddress(asked);
    const address = after || location.pathname + location.search;
    if (inPlace) history.replaceState(null, "", address);
    else if (after !== before) history.pushState(null, "", address);
    this.show(asked);
  }

  restore() {
    this.show(readAddress(location.hash), true);
  }

  /** @param {Asked} asked @param {boolean} [isRestored] */
  show(asked, isRestored = false) {
    const before = this.asked;
    this.asked = asked;
    this.rows.value = asked.rows;
    if (this.rows.selectedIndex < 0) this.rows.value = asked.rows = "";
    if (isRestored || asked.rows !== before.rows) this.timeline.setRows(asked.rows);
    if (isRestored) this.showView();
    if (!asked.area && this.map?.onlyHere) this.map.showOnlyHere(false);
    this.narrow();
    const days = windowOf(asked);
    if (days && (isRestored ? !asked.view : asked.from !== before.from || asked.to !== before.to)) this.showDays(days);
    this.showEvent();
    if (asked.at && (isRestored || asked.at !== before.at)) this.showAt(asked.at);
  }

  /** @param {Asked} asked */
  find(asked) {
    const view = asked.inView && this.timeline ? this.timeline.window() : null;
    return filtered(this.data.model.events, this.facets, asked, (index) => this.list.searched(index), view);
  }

  /** Shows what the filters let through, in all three. */
  narrow() {
    const { asked } = this;
    if (asked.text.trim() && !this.list.isRead) {
      this.controls.counted.textContent = "Searching …";
      this.list.read().then(() => this.narrow());
      return;
    }
    const view = asked.inView ? String(this.timeline.window()) : "";
    const key = writeAddress({ ...asked, event: "", at: "", rows: "", view });
    if (key !== this.narrowed) {
      this.narrowed = key;
      this.found = this.find(asked);
      this.list.apply(this.found.mask, this.data.marks);
      // What a view leaves out is left out of the others: were it to leave view, nothing could be moved into it.
      this.timeline.setVisible(asked.inView ? this.find({ ...asked, inView: false }).mask : this.found.mask);
      this.map?.setVisible(asked.area ? this.find({ ...asked, area: "" }).mask : this.found.mask);
    }
    this.controls.update(asked, this.found, isNarrowed(asked));
  }

  /** @param {[number, number]} days */
  showDays([from, to]) {
    const [first, last] = this.timeline.window();
    this.timeline.setWindow(Number.isFinite(from) ? from : Math.min(first, to), Number.isFinite(to) ? to : Math.max(last, from));
  }

  showView() {
    const [from, to] = this.asked.view.split("..").map((text) => daysOf(text ?? ""));
    if (from && to) this.timeline.setWindow(from[0], to[1]);
  }

  /** The timeline was moved. @param {number} from @param {number} to */
  moved(from, to) {
    this.go({ view: `${dayText(from)}..${dayText(to)}` }, true);
  }

  /** Opens or closes the event that the address names. */
  showEvent() {
    const { event } = this.asked;
    const index = event ? this.list.byId.get(event) : undefined;
    if (index !== undefined) {
      this.select(index);
      this.list.reveal(index);
      if (this.view.index < 0) this.opener = document.activeElement;
      void this.view.open(index, this.found.mask);
      return;
    }
    if (event) this.controls.counted.textContent += ` – there is no event “${event}” here`;
    const was = this.view.index;
    this.view.close();
    if (was >= 0) this.returnFocus(was);
  }

  /** Back to where the event was opened from; to the event in the list, where that went on to another. @param {number} index */
  returnFocus(index) {
    const { opener } = this;
    this.opener = null;
    const article = this.list.articleOf(index);
    const isElsewhere = opener instanceof HTMLElement && opener !== document.body && !this.list.element.contains(opener);
    if (isElsewhere) opener.focus();
    else if (!article.hidden) article.querySelector("a")?.focus();
  }

  /** @param {number} index */
  select(index) {
    this.list.select(index);
    this.timeline.select(index);
    this.map?.select(index);
  }

  /** Goes to something in the page. @param {string} id */
  showAt(id) {
    const target = this.list.elementById(id);
    if (!target) return;
    for (const old of document.querySelectorAll(".at")) old.classList.remove("at");
    target.classList.add("at");
    target.scrollIntoView();
    const focused = target.matches("a") ? target : (target.querySelector("a") ?? target);
    /** @type {HTMLElement} */ (focused).focus({ preventScroll: true });
  }
}

/**
 * The days in which nearly all began, where the whole is much longer: a page opens on these; null where it is not.
 * @param {import("./model.js").TimelineEvent[]} events
 * @returns {[number, number] | null}
 */
function mostOf(events) {
  const days = Float64Array.from(
    events.filter(({ spans }) => spans.length > 0 && Number.isFinite(spans[0].beginEarliest)),
    ({ spans }) => spans[0].beginEarliest,
  ).sort();
  if (days.length < FEW) return null;
  const [first, last] = [days[Math.floor(days.length * REST)], days[Math.ceil(days.length * (1 - REST)) - 1]];
  const air = Math.max((last - first) * REST, 1);
  return days[days.length - 1] - days[0] > MUCH_LONGER * (last - first + 2 * air) ? [first - air, last + air] : null;
}

async function start() {
  const tools = document.getElementById("tools");
  const columns = document.getElementById("columns");
  if (!tools || !columns) return;
  const told = unpacked((columns.textContent ?? "").trim());
  const list = new List(byId("list", HTMLElement));
  const land = document.getElementById("land");
  const coasts = land ? await unpacked((land.textContent ?? "").trim()) : null;
  const data = pageData(await told, list.heads);
  tools.hidden = false;
  document.documentElement.dataset.ready = "";
  const page = new Page(list, data, coasts);
  if (list.heads.length <= AT_LEISURE) list.unpackAtLeisure(() => !page.view.dialog.open);
  document.documentElement.dataset.opened = "";
  performance.mark("opened");
}

void start();
