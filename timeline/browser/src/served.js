/**
 * The script of the pages that `timeline serve` shows: timeline and map of what a page is about, over data that its own
 * server gives. Without it the pages say all the same.
 */

import { createMap } from "./map.js";
import { dayText } from "./page/days.js";
import { createTimeline } from "./timeline/timeline.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./timeline/aggregate.js").Bucket} Bucket */
/** @typedef {Model & {complete: boolean}} Given */

/** In the address behind #: the first and the last day in view. */
const IN_VIEW = /^#days=(-?\d+)\.\.(-?\d+)$/;
/** What a page is about, likewise. */
const ABOUT = /^(-?\d+)\.\.(-?\d+)$/;

/** @param {string} address */
async function ask(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** @param {string} address @param {Record<string, string | number>} more */
function asking(address, more) {
  const url = new URL(address, location.href);
  for (const name of "from" in more ? ["on", "during"] : []) url.searchParams.delete(name); // a window is given once
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, String(value));
  return url.pathname + url.search;
}

/** Open ends, which JSON has no number for. @param {Given} given */
function opened(given) {
  for (const event of given.events) {
    for (const span of event.spans) {
      span.beginEarliest ??= -Infinity;
      span.beginLatest ??= -Infinity;
      span.endEarliest ??= Infinity;
      span.endLatest ??= Infinity;
    }
  }
  return given;
}

class Look {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.window = root.dataset.window ?? "";
    /** @type {import("./timeline/timeline.js").Timeline | null} */
    this.timeline = null;
    /** @type {import("./map.js").EventMap | null} */
    this.map = null;
    this.land = null;
    this.asked = 0;
  }

  async start() {
    const given = opened(await ask(this.window));
    if (!given.events.some((event) => event.spans.length > 0)) return;
    this.root.hidden = false;
    this.complete = given.complete;
    const days = IN_VIEW.exec(location.hash) ?? ABOUT.exec(this.root.dataset.days ?? "");
    this.draw(given, days ? [Number(days[1]), Number(days[2])] : null);
    if (IN_VIEW.test(location.hash) && days && !given.complete) await this.fill(Number(days[1]), Number(days[2]));
    if (given.events.some((event) => event.point)) this.land = await ask(this.root.dataset.land ?? "");
    this.drawMap(given);
  }

  /** @param {Given} given @param {[number, number] | null} days */
  draw(given, days) {
    this.timeline?.destroy();
    const place = /** @type {HTMLElement} */ (document.getElementById("timeline"));
    this.timeline = createTimeline(place, {
      model: given,
      onPick: (index) => this.follow(given, index),
      onWindow: (from, to) => this.moved(from, to),
      ...(this.complete ? {} : { density: (from, to, buckets) => this.density(from, to, buckets) }),
    });
    if (days) this.timeline.setWindow(...days);
    const selected = given.events.findIndex((event) => event.id === this.root.dataset.selected);
    if (selected >= 0) this.timeline.select(selected);
    this.tell(...this.timeline.window());
    const drawn = /** @type {HTMLElement} */ (document.getElementById("drawn"));
    drawn.textContent = given.complete ? "" : `The first ${given.events.length} events of these days are drawn; the bars count all.`;
  }

  /** @param {Given} given */
  drawMap(given) {
    const place = /** @type {HTMLElement} */ (document.getElementById("map"));
    this.map?.destroy();
    this.map = null;
    place.hidden = !given.events.some((event) => event.point);
    if (place.hidden) return;
    this.map = createMap(place, {
      model: given,
      land: this.land,
      onPick: (indices) => {
        if (indices.length === 1) this.follow(given, indices[0]);
        else this.timeline?.select(indices[0]);
      },
    });
  }

  /** @param {Given} given @param {number} index */
  follow(given, index) {
    const then = new URL(this.window, location.href).searchParams.get("recorded-on"); // goes along from page to page
    const path = `/events/${given.events[index].id}`;
    location.assign(then === null ? path : asking(path, { "recorded-on": then }));
  }

  /** @param {number} from @param {number} to @param {number} buckets @returns {Promise<Bucket[]>} */
  density(from, to, buckets) {
    const address = this.root.dataset.density ?? "";
    return ask(asking(address, { from_day: Math.floor(from), to_day: Math.ceil(to), buckets: Math.max(1, Math.floor(buckets)) }));
  }

  /** @param {number} from @param {number} to */
  async moved(from, to) {
    history.replaceState(null, "", `#days=${from}..${to}`);
    this.tell(from, to);
    if (!this.complete) await this.fill(from, to);
  }

  /** The events of the days in view, where the page does not hold all. @param {number} from @param {number} to */
  async fill(from, to) {
    const number = (this.asked += 1);
    const given = opened(await ask(asking(this.window, { from: dayText(from), to: dayText(to) })));
    if (number !== this.asked) return;
    this.draw(given, [from, to]);
    this.drawMap(given);
  }

  /** @param {number} from @param {number} to */
  tell(from, to) {
    const link = /** @type {HTMLAnchorElement} */ (document.getElementById("in-view"));
    const { search } = new URL(this.window, location.href);
    link.href = asking(`/events${search}`, { from: dayText(from), to: dayText(to) });
  }
}

const root = document.getElementById("look");
if (root) {
  new Look(root).start().catch(() => {
    root.hidden = true; // the list says all the same
  });
}
