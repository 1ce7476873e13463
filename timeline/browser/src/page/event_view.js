/**
 * One event by itself: what the list says of it, its claims side by side, what it hangs together with, its neighbours
 * in time, and what else happened then.
 */

import { element, byId } from "./elements.js";
import { unpacked } from "./data.js";

/** @typedef {[source: number, who: string, when: string, what: string]} ClaimInWords */
/** @typedef {[kind: string, id: string, title: string]} LinkInWords */
/** @typedef {[agreement: string, claims: ClaimInWords[], links: LinkInWords[]]} EventInWords */

/** Events in a part of the packed claims: as many as in a part of the list. */
const EVENTS_A_PART = 250;
const MOST_BESIDE = 8;
const MOST_IN_ONE_PLACE = 200;

export class EventView {
  /**
   * @param {import("./data.js").PageData} data
   * @param {import("./list.js").List} list
   * @param {{open: (id: string) => void, close: () => void, showDays: (from: number, to: number) => void, showSource: (id: string) => void}} asks
   */
  constructor(data, list, asks) {
    this.data = data;
    this.list = list;
    this.asks = asks;
    this.dialog = byId("event", HTMLDialogElement);
    this.told = byId("event-told", HTMLElement);
    this.earlier = byId("earlier", HTMLButtonElement);
    this.later = byId("later", HTMLButtonElement);
    this.packed = (byId("claims", HTMLScriptElement).textContent ?? "").trim().split("\n");
    /** @type {Map<number, Promise<EventInWords[]>>} */
    this.parts = new Map();
    this.index = -1;
    /** @type {Uint8Array} */
    this.mask = new Uint8Array(0);
    byId("close", HTMLButtonElement).addEventListener("click", () => this.asks.close());
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.asks.close();
    });
    // Beside the dialog is its backdrop.
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.asks.close());
    this.earlier.addEventListener("click", () => this.openBeside(this.earlier));
    this.later.addEventListener("click", () => this.openBeside(this.later));
    this.dialog.addEventListener("click", (event) => this.follow(event));
  }

  /** @param {HTMLButtonElement} button */
  openBeside(button) {
    if (button.dataset.id) this.asks.open(button.dataset.id);
  }

  /** @param {MouseEvent} event */
  follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href") ?? "";
    if (!href.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (href.startsWith("#event-")) this.asks.open(decodeURIComponent(href.slice("#event-".length)));
    else this.asks.showSource(decodeURIComponent(href.slice(1)));
  }

  /** The claims and links of an event in words. @param {number} index */
  async words(index) {
    const part = Math.floor(index / EVENTS_A_PART);
    let words = this.parts.get(part);
    if (!words) this.parts.set(part, (words = unpacked(this.packed[part])));
    return (await words)[index % EVENTS_A_PART];
  }

  /**
   * @param {number} index
   * @param {Uint8Array} mask of the events that are let through
   */
  async open(index, mask) {
    const isNew = index !== this.index;
    this.index = index;
    this.mask = mask;
    const words = await this.words(index);
    if (this.index !== index) return; // another was opened, or this one closed, meanwhile
    if (isNew || !this.dialog.open) {
      this.told.replaceChildren(...this.content(index, words));
      this.dialog.scrollTop = 0;
    }
    this.name(this.earlier, this.beside(index, -1));
    this.name(this.later, this.beside(index, 1));
    if (!this.dialog.open) this.dialog.showModal();
    if (isNew) byId("event-title", HTMLElement).focus();
  }

  /** Several events in one place, to choose from. @param {number[]} indices */
  openMany(indices) {
    this.index = -1;
    const shown = indices.slice(0, MOST_IN_ONE_PLACE);
    const title = element("h2", { id: "event-title", text: `${indices.length} events here` });
    title.tabIndex = -1;
    const rest = indices.length - shown.length;
    this.told.replaceChildren(title, this.eventList(shown), ...(rest ? [element("p", { text: `and ${rest} more` })] : []));
    this.name(this.earlier, null);
    this.name(this.later, null);
    if (!this.dialog.open) this.dialog.showModal();
    title.focus();
  }

  close() {
    this.index = -1;
    if (this.dialog.open) this.dialog.close();
  }

  /** @param {number} index @param {EventInWords} words @returns {HTMLElement[]} */
  content(index, [agreement, claims, links]) {
    const event = this.data.model.events[index];
    return [
      ...this.fromList(index, claims),
      this.kinds(event),
      element("h3", { text: event.disputed ? "Who says what, and where they disagree" : "Who says what" }),
      element("p", { class: event.disputed ? "disputed" : "", text: agreement }),
      ...(claims.length > 0 ? [this.claims(claims)] : []),
      ...this.links(links),
      ...this.then(index),
    ];
  }

  /** What the list says of it, without what the claims below say again. @param {number} index @param {ClaimInWords[]} claims */
  fromList(index, claims) {
    const event = this.data.model.events[index];
    const copy = /** @type {HTMLElement} */ (this.list.articleOf(index).cloneNode(true));
    for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
    const said = claims.flatMap(([, , , what]) => what.split("\n"));
    for (const label of copy.querySelectorAll("dl > dt")) {
      const fact = label.nextElementSibling;
      const text = fact?.textContent ?? "";
      const isSaid = label.textContent === "Note" && said.some((line) => text.endsWith(`: ${bare(line)}`));
      if (!isSaid && (label.textContent !== "Sources" || claims.length === 0)) continue;
      fact?.remove();
      label.remove();
    }
    const [, ...rest] = /** @type {HTMLElement[]} */ ([...copy.children]);
    const title = element("h2", { id: "event-title", text: event.title });
    title.dir = "auto";
    title.tabIndex = -1;
    return [title, element("p", { class: "when", text: event.when }), ...rest];
  }

  /** @param {import("../model.js").TimelineEvent} event */
  kinds(event) {
    const kinds = [event.standing, ...(event.type ? [event.type] : []), ...event.tags];
    return element("p", { class: "kinds" }, ...kinds.map((text, number) => {
      const made = element("span", { class: number === 0 ? `kind ${event.standing}` : "kind", text });
      made.dir = "auto";
      return made;
    }));
  }

  /** @param {ClaimInWords[]} claims */
  claims(claims) {
    const heads = ["Who says so", "When", "What"].map((text) => element("th", { scope: "col", text }));
    const rows = claims.map(([source, who, when, what]) => {
      const [name, ...more] = who.split("\n");
      const cite = element("a", { href: `#source-${source}`, text: name });
      const first = element("th", { scope: "row" }, element("span", { class: "line" }, cite), ...lines(more));
      const web = document.querySelector(`#source-${source} > .address > a`)?.getAttribute("href");
      if (web && isWeb(web)) {
        const open = element("a", { href: web, text: "open the source" });
        open.setAttribute("rel", "noreferrer noopener");
        open.setAttribute("target", "_blank");
        first.append(element("span", { class: "line" }, open));
      }
      return element("tr", {}, first, cell("When", when), cell("What", what));
    });
    const table = element("table", { class: "claims" });
    table.append(element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
    return table;
  }

  /** @param {LinkInWords[]} links */
  links(links) {
    if (links.length === 0) return [];
    const items = links.map(([kind, id, title]) => {
      const index = this.list.byId.get(id);
      const named = index === undefined ? element("span", { text: title }) : this.link(index);
      named.dir = "auto";
      return element("li", {}, `${kind}: `, named);
    });
    return [element("h3", { text: "Hangs together with" }), element("ul", {}, ...items)];
  }

  /** What else happened then. @param {number} index */
  then(index) {
    const { events } = this.data.model;
    const spans = events[index].spans;
    if (spans.length === 0) return [];
    const [first, last] = [spans[0].beginEarliest, Math.max(...spans.map((span) => span.endLatest))];
    const found = events.filter(
      (event) => event.index !== index && event.spans.some((each) => each.beginEarliest <= last && each.endLatest >= first),
    );
    const title = element("h3", { text: "What else may have been then" });
    if (found.length === 0) return [title, element("p", { class: "quiet", text: "Nothing else in this chronology." })];
    // Those first that began nearest to it.
    const from = Number.isFinite(first) ? first : last;
    const distance = (/** @type {number} */ day) => (Number.isFinite(day) ? Math.abs(day - from) : Infinity);
    found.sort((one, other) => distance(one.spans[0].beginEarliest) - distance(other.spans[0].beginEarliest) || one.index - other.index);
    const nearest = found.slice(0, MOST_BESIDE);
    const made = [title, this.eventList(nearest.map((event) => event.index))];
    if (found.length > nearest.length && Number.isFinite(first) && Number.isFinite(last)) {
      const all = element("button", { type: "button", text: `Show all ${found.length + 1} in the list` });
      all.addEventListener("click", () => this.asks.showDays(first, last));
      made.push(element("p", {}, all));
    }
    return made;
  }

  /** @param {number[]} indices */
  eventList(indices) {
    const items = indices.map((index) => {
      const { when } = this.data.model.events[index];
      return element("li", {}, this.link(index), " ", element("span", { class: "quiet", text: when }));
    });
    return element("ul", { class: "beside" }, ...items);
  }

  /** @param {number} index */
  link(index) {
    const { id, title } = this.data.model.events[index];
    const link = element("a", { href: `#event-${id}`, text: title });
    link.dir = "auto";
    return link;
  }

  /** The event before or after it of those that are let through; null where it is the first or last. @param {number} index @param {-1 | 1} step */
  beside(index, step) {
    const { length } = this.mask;
    for (let at = index + step; at >= 0 && at < length; at += step) if (this.mask[at]) return at;
    return null;
  }

  /** @param {HTMLButtonElement} button @param {number | null} index */
  name(button, index) {
    const event = index === null ? null : this.data.model.events[index];
    button.disabled = event === null;
    button.dataset.id = event?.id ?? "";
    button.title = event?.title ?? "";
  }
}

/** @param {string[]} texts */
function lines(texts) {
  return texts.map((text) => {
    const line = element("span", { class: "line", text });
    line.dir = "auto";
    return line;
  });
}

/** @param {string} label of the column, said before it where the table stands in one column @param {string} text */
function cell(label, text) {
  const made = element("td", {}, ...lines(text.split("\n")));
  made.dataset.label = label;
  return made;
}

/** @param {string} href */
function isWeb(href) {
  return /^https?:\/\//i.test(href);
}

/** The text without the isolates that the list has as elements. @param {string} text */
function bare(text) {
  return text.replace(/[\u2068\u2069]/g, "");
}
