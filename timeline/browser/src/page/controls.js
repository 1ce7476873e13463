/** The filters as a form: words, days, and the choices of each facet with their counts. */

import { byId, element } from "./elements.js";
import { daysOf, HOW_TO_WRITE } from "./days.js";
import { folded } from "./folded.js";

/** @typedef {import("./address.js").Asked} Asked */
/** @typedef {import("./address.js").FacetName} FacetName */
/** @typedef {import("./filters.js").Facet} Facet */
/** @typedef {import("./filters.js").Found} Found */

/** @type {Record<FacetName, string>} */
const LABELS = {
  actor: "Actors",
  type: "Types",
  place: "Places",
  source: "Sources",
  standing: "Standing",
  tag: "Tags",
};
/** Choices that are shown at first, and how many more each time. */
const SHOWN = 12;
/** Above so many, they can be searched. */
const MANY = 15;

class FacetView {
  /** @param {Facet} facet @param {Uint32Array} totals @param {(chosen: string[]) => void} onChange */
  constructor(facet, totals, onChange) {
    this.facet = facet;
    this.onChange = onChange;
    /** @type {string[]} */
    this.chosen = [];
    this.counts = totals;
    this.limit = SHOWN;
    this.order = facet.choices.map((_, number) => number).sort((one, other) => totals[other] - totals[one] || one - other);
    this.names = facet.choices.map(({ id, name }) => folded(`${name} ${id}`));
    this.numbers = new Map(facet.choices.map(({ id }, number) => [id, number]));
    this.number = element("span", { class: "chosen" });
    this.list = element("ul", { class: "choices" });
    this.search = /** @type {HTMLInputElement} */ (element("input", { type: "search" }));
    this.search.setAttribute("aria-label", `Find among ${LABELS[facet.name].toLowerCase()}`);
    this.search.placeholder = "Find";
    this.search.addEventListener("input", () => {
      this.limit = SHOWN;
      this.fill();
    });
    this.more = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "more" }));
    this.more.addEventListener("click", () => {
      this.limit *= 4;
      this.fill();
    });
    this.element = element("details", { class: "facet" }, element("summary", {}, `${LABELS[facet.name]} `, this.number));
    if (facet.choices.length > MANY) this.element.append(this.search);
    if (facet.every) this.element.append(element("p", { class: "quiet", text: "Those that have all that are ticked." }));
    this.element.append(this.list, this.more);
    this.element.addEventListener("toggle", () => this.fill());
    /** @type {Map<number, {item: HTMLElement, box: HTMLInputElement, count: HTMLElement}>} */
    this.made = new Map();
  }

  /** @param {string[]} chosen @param {Uint32Array} counts */
  update(chosen, counts) {
    const isNew = chosen.length !== this.chosen.length || chosen.some((id, at) => id !== this.chosen[at]);
    [this.chosen, this.counts] = [chosen, counts];
    const unknown = chosen.filter((id) => !this.numbers.has(id));
    this.number.textContent = chosen.length === 0 ? "" : String(chosen.length);
    this.element.title = unknown.length > 0 ? `not in this chronology: ${unknown.join(", ")}` : "";
    if (isNew && chosen.some((id) => !this.made.has(this.numbers.get(id) ?? -1))) this.fill();
    else this.count();
  }

  fill() {
    if (!(/** @type {HTMLDetailsElement} */ (this.element).open)) return;
    const wanted = folded(this.search.value.trim());
    const fitting = wanted ? this.order.filter((number) => this.names[number].includes(wanted)) : this.order;
    const first = this.chosen.map((id) => this.numbers.get(id)).filter((number) => number !== undefined);
    const shown = [...new Set([...first, ...fitting.slice(0, this.limit)])];
    this.list.replaceChildren(...shown.map((number) => this.choice(number).item));
    const hidden = fitting.length - Math.min(fitting.length, this.limit);
    this.more.hidden = hidden === 0;
    this.more.textContent = `${hidden} more`;
    this.count();
  }

  /** @param {number} number */
  choice(number) {
    let made = this.made.get(number);
    if (!made) {
      const { id, name } = this.facet.choices[number];
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
      box.value = id;
      box.addEventListener("change", () => {
        this.onChange(box.checked ? [...this.chosen, id] : this.chosen.filter((each) => each !== id));
      });
      const count = element("span", { class: "count" });
      const text = element("span", { class: "name", text: name });
      text.dir = "auto";
      const item = element("li", {}, element("label", { class: "choice" }, box, text, " ", count));
      made = { item, box, count };
      this.made.set(number, made);
    }
    return made;
  }

  count() {
    for (const [number, { item, box, count }] of this.made) {
      box.checked = this.chosen.includes(this.facet.choices[number].id);
      count.textContent = this.counts[number].toLocaleString("en");
      item.classList.toggle("none", this.counts[number] === 0);
    }
  }
}

export class Controls {
  /**
   * @param {Facet[]} facets
   * @param {Record<FacetName, Uint32Array>} totals the events of each choice
   * @param {(change: Partial<Asked> | {chosen: Record<FacetName, string[]>}, isTyping: boolean) => void} onChange
   * @param {() => Asked} asked
   * @param {() => void} onClear
   */
  constructor(facets, totals, onChange, asked, onClear) {
    this.total = facets.length > 0 ? facets[0].starts.length - 1 : 0;
    this.fields = {
      text: byId("text", HTMLInputElement),
      from: byId("from", HTMLInputElement),
      to: byId("to", HTMLInputElement),
    };
    this.certain = byId("certain", HTMLInputElement);
    this.inView = byId("in-view", HTMLInputElement);
    this.said = byId("days-said", HTMLElement);
    this.counted = byId("count", HTMLOutputElement);
    this.clear = byId("clear", HTMLButtonElement);
    this.views = facets
      .filter(({ choices }) => choices.length > 1)
      .map((facet) => new FacetView(facet, totals[facet.name], (chosen) => {
        onChange({ chosen: { ...asked().chosen, [facet.name]: chosen } }, false);
      }));
    byId("facets", HTMLElement).append(...this.views.map((view) => view.element));
    byId("filters", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
    for (const name of /** @type {const} */ (["text", "from", "to"])) {
      this.fields[name].addEventListener("input", () => onChange({ [name]: this.fields[name].value }, true));
    }
    this.certain.addEventListener("change", () => onChange({ certain: this.certain.checked }, false));
    this.inView.addEventListener("change", () => onChange({ inView: this.inView.checked }, false));
    this.clear.addEventListener("click", onClear);
  }

  /** @param {Asked} asked @param {Found} found @param {boolean} isNarrowed */
  update(asked, found, isNarrowed) {
    for (const name of /** @type {const} */ (["text", "from", "to"])) {
      if (this.fields[name].value !== asked[name]) this.fields[name].value = asked[name];
    }
    this.certain.checked = asked.certain;
    this.inView.checked = asked.inView;
    this.sayDays(asked);
    const number = (/** @type {number} */ count) => count.toLocaleString("en");
    const all = `${number(this.total)} ${this.total === 1 ? "event" : "events"}`;
    this.counted.textContent = isNarrowed ? `${number(found.count)} of ${all}` : all;
    this.clear.hidden = !isNarrowed;
    for (const view of this.views) view.update(asked.chosen[view.facet.name], found.counts[view.facet.name]);
  }

  /** Says what cannot be read, or is the wrong way round. @param {Asked} asked */
  sayDays(asked) {
    const said = [];
    for (const name of /** @type {const} */ (["from", "to"])) {
      const isWrong = asked[name].trim() !== "" && daysOf(asked[name]) === null;
      this.fields[name].setAttribute("aria-invalid", String(isWrong));
      if (isWrong) said.push(`“${asked[name].trim()}” cannot be read: write ${HOW_TO_WRITE}.`);
    }
    const [first, last] = [daysOf(asked.from), daysOf(asked.to)];
    if (first && last && first[0] > last[1]) said.push("The first day comes after the last: no event can be between.");
    const text = said.join(" ");
    if (this.said.textContent !== text) this.said.textContent = text;
  }
}

