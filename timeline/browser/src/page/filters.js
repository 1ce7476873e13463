/** Which events the reader's filters let through, and how many each further choice would. */

import { FACETS } from "./address.js";
import { isIn } from "../map/view.js";
import { daysOf } from "./days.js";
import { folded } from "./folded.js";

/** @typedef {import("../model.js").TimelineEvent} TimelineEvent */
/** @typedef {import("./address.js").Asked} Asked */
/** @typedef {import("./address.js").FacetName} FacetName */

/**
 * A filter with choices, and which of them each event has: those of event i are
 * `values[starts[i]]` .. `values[starts[i + 1] - 1]`.
 * @typedef {object} Facet
 * @property {FacetName} name
 * @property {{id: string, name: string}[]} choices
 * @property {Uint32Array} starts
 * @property {Uint32Array} values
 * @property {boolean} every whether an event must have every one that is chosen, not only one of them
 */

/**
 * @typedef {object} Found
 * @property {Uint8Array} mask 1 for each event that is let through
 * @property {number} count of these
 * @property {Record<FacetName, Uint32Array>} counts of each choice: the events there would be if it were chosen too;
 *   of filters where one of several is enough, among what the other filters let through
 */

/** @param {import("./data.js").PageData} data @returns {Facet[]} */
export function facetsOf({ model, within }) {
  const { events, names } = model;
  /** @type {Record<FacetName, (event: TimelineEvent) => string[]>} */
  const has = {
    actor: (event) => event.actors,
    type: (event) => (event.type ? [...new Set([event.type.split("/")[0], event.type])] : []),
    place: (event) => outwards(event.place, within),
    source: (event) => event.sources,
    standing: (event) => [event.standing],
    tag: (event) => event.tags,
  };
  /** @type {Record<FacetName, Record<string, string>>} */
  const called = {
    actor: names.actors,
    type: names.types,
    place: names.places,
    source: names.sources,
    standing: {},
    tag: {},
  };
  return FACETS.map((name) => facetOf(name, events, has[name], called[name]));
}

/** The place and all that it lies in. @param {string} place @param {Record<string, string>} within */
function outwards(place, within) {
  /** @type {string[]} */
  const found = [];
  for (let at = place; at && !found.includes(at); at = within[at]) found.push(at);
  return found;
}

/**
 * @param {FacetName} name
 * @param {TimelineEvent[]} events
 * @param {(event: TimelineEvent) => string[]} has
 * @param {Record<string, string>} names
 * @returns {Facet}
 */
function facetOf(name, events, has, names) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  const choices = [];
  const starts = new Uint32Array(events.length + 1);
  /** @type {number[]} */
  const values = [];
  for (const event of events) {
    for (const id of has(event)) {
      let number = numbers.get(id);
      if (number === undefined) {
        number = choices.length;
        numbers.set(id, number);
        choices.push({ id, name: names[id] ?? id });
      }
      values.push(number);
    }
    starts[event.index + 1] = values.length;
  }
  return { name, choices, starts, values: Uint32Array.from(values), every: name === "actor" || name === "tag" };
}

/** What an event failed on: nothing, several filters, or one that is no facet; else the number of the facet and 1. */
const NOTHING = 0;
const OTHER = 254;
const SEVERAL = 255;

/**
 * @param {TimelineEvent[]} events
 * @param {Facet[]} facets
 * @param {Asked} asked
 * @param {(index: number) => string} textOf what is searched of an event, folded
 * @param {[number, number] | null} view the days that the timeline shows, where only these are asked for
 * @returns {Found}
 */
export function filtered(events, facets, asked, textOf, view) {
  const failed = new Uint8Array(events.length);
  facets.forEach((facet, number) => failFacet(facet, asked.chosen[facet.name], number + 1, failed));
  const others = [inDays(asked), view && overlaps(...view), inArea(asked.area), withWords(asked.text, textOf)];
  for (const allows of others) {
    if (!allows) continue;
    for (let i = 0; i < failed.length; i += 1) {
      // What has failed on several things is in no count: it needs not be looked at again.
      if (failed[i] !== SEVERAL && failed[i] !== OTHER && !allows(events[i])) {
        failed[i] = failed[i] === NOTHING ? OTHER : SEVERAL;
      }
    }
  }
  const mask = failed.map((on) => (on === NOTHING ? 1 : 0));
  let count = 0;
  for (const shown of mask) count += shown;
  const counts = /** @type {Record<FacetName, Uint32Array>} */ ({});
  facets.forEach((facet, number) => {
    counts[facet.name] = countsOf(facet, failed, facet.every ? NOTHING : number + 1);
  });
  return { mask, count, counts };
}

/** @param {Facet} facet @param {string[]} wanted @param {number} number @param {Uint8Array} failed */
function failFacet(facet, wanted, number, failed) {
  if (wanted.length === 0) return;
  const ids = new Set(wanted);
  const isWanted = Uint8Array.from(facet.choices, ({ id }) => (ids.has(id) ? 1 : 0));
  const needed = facet.every ? ids.size : 1;
  const { starts, values } = facet;
  for (let i = 0; i < failed.length; i += 1) {
    let has = 0;
    for (let at = starts[i]; at < starts[i + 1]; at += 1) has += isWanted[values[at]];
    if (has < needed) failed[i] = failed[i] === NOTHING ? number : SEVERAL;
  }
}

/** @param {Facet} facet @param {Uint8Array} failed @param {number} also what may have failed as well */
function countsOf({ choices, starts, values }, failed, also) {
  const counts = new Uint32Array(choices.length);
  for (let i = 0; i < failed.length; i += 1) {
    if (failed[i] !== NOTHING && failed[i] !== also) continue;
    for (let at = starts[i]; at < starts[i + 1]; at += 1) counts[values[at]] += 1;
  }
  return counts;
}

/** @typedef {(event: TimelineEvent) => boolean} Allows */

/** What may have been, or certainly was, in the days typed. @param {Asked} asked @returns {Allows | null} */
function inDays(asked) {
  const window = windowOf(asked);
  if (!window) return null;
  const [from, to] = window;
  if (!asked.certain) return overlaps(from, to);
  return ({ spans }) => spans.length > 0 && spans.every((span) => span.beginLatest <= to && span.endEarliest >= from);
}

/**
 * The days that from and to stand for; null where neither can be read.
 * @param {Asked} asked
 * @returns {[number, number] | null}
 */
export function windowOf({ from, to }) {
  const [first, last] = [daysOf(from), daysOf(to)];
  return first || last ? [first ? first[0] : -Infinity, last ? last[1] : Infinity] : null;
}

/** @param {number} from @param {number} to @returns {Allows} */
export function overlaps(from, to) {
  return ({ spans }) => spans.some((span) => span.beginEarliest <= to && span.endLatest >= from);
}

/** @param {string} area @returns {Allows | null} */
function inArea(area) {
  const [west, south, east, north] = area.split(",").map(Number);
  if (!area || ![west, south, east, north].every(Number.isFinite)) return null;
  return ({ point }) => point !== null && isIn({ west, south, east, north }, point);
}

/** Every word somewhere in the event. @param {string} text @param {(index: number) => string} textOf @returns {Allows | null} */
function withWords(text, textOf) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return ({ index }) => {
    const searched = textOf(index);
    return words.every((word) => searched.includes(word));
  };
}
