/**
 * The events as columns of numbers: what is asked of all of them in every frame is read from typed arrays.
 *
 * Days are kept as moments: a span reaches from the begin of its first day to the end of its last, so that its
 * length in pixels is the difference. An event with a time of day begins at that moment, and where it is of one day
 * it is that second.
 */

import { familyColour } from "../types.js";

/** @typedef {import("../model.js").TimelineEvent} TimelineEvent */
/** @typedef {import("../model.js").Span} Span */

/**
 * @typedef {object} Columns
 * @property {number} count
 * @property {Float64Array} first where each event begins at the earliest; NaN where it is undated
 * @property {Float64Array} last where it ends at the latest, the end left out
 * @property {Float64Array} knownFirst the same without open ends: where one begins that is known
 * @property {Float64Array} knownLast
 * @property {Uint8Array} point 1 where the event is of one day or one moment: drawn as a disc
 * @property {Uint8Array} several 1 where it has several dates: discs at its ends reach beyond its bounds
 * @property {Uint8Array} colour 0..7, by the family of its type
 * @property {Int32Array} byBegin the dated events by `first`, those of one moment in the order of the list
 * @property {Int32Array} byEnd the same by `last`
 * @property {number} undated
 * @property {TimelineEvent[]} events
 */

const DAY_SECONDS = 86_400;

/**
 * A span as moments in days, the end left out.
 * @typedef {object} Moments
 * @property {number} first
 * @property {number} coreFirst where it had begun for certain
 * @property {number} coreLast until when it went on for certain; before `coreFirst` where there is no such time
 * @property {number} last
 */

/**
 * @param {Span} span
 * @param {number | null} second
 * @returns {Moments}
 */
export function momentsOf(span, second) {
  const timed = second !== null && span.beginEarliest === span.beginLatest && Number.isFinite(span.beginEarliest);
  if (!timed) {
    // "within" days has no core, unless it is the one day.
    return {
      first: span.beginEarliest,
      coreFirst: span.beginLatest,
      coreLast: span.endEarliest + 1,
      last: span.endLatest + 1,
    };
  }
  const begin = span.beginEarliest + second / DAY_SECONDS;
  if (span.endLatest === span.beginEarliest) {
    const end = begin + 1 / DAY_SECONDS;
    return { first: begin, coreFirst: begin, coreLast: end, last: end };
  }
  return { first: begin, coreFirst: begin, coreLast: span.endEarliest + 1, last: span.endLatest + 1 };
}

/**
 * Whether the span is one day and no more: a disc.
 * @param {Span} span
 */
export function isOneDay(span) {
  return span.beginEarliest === span.endLatest;
}

/**
 * @param {TimelineEvent[]} events
 * @returns {Columns}
 */
export function columnsOf(events) {
  const count = events.length;
  const first = new Float64Array(count);
  const last = new Float64Array(count);
  const knownFirst = new Float64Array(count);
  const knownLast = new Float64Array(count);
  const point = new Uint8Array(count);
  const several = new Uint8Array(count);
  const colour = new Uint8Array(count);
  const colours = new Map();
  let dated = 0;
  for (let i = 0; i < count; i += 1) {
    const { spans, second, type } = events[i];
    let known = colours.get(type);
    if (known === undefined) colours.set(type, (known = familyColour(type)));
    colour[i] = known;
    first[i] = NaN;
    last[i] = NaN;
    if (spans.length === 0) continue;
    dated += 1;
    point[i] = spans.length === 1 && isOneDay(spans[0]) ? 1 : 0;
    several[i] = spans.length > 1 ? 1 : 0;
    for (const span of spans) {
      const moments = momentsOf(span, second);
      if (!(moments.first >= first[i])) first[i] = moments.first;
      if (!(moments.last <= last[i])) last[i] = moments.last;
    }
    [knownFirst[i], knownLast[i]] = knownEnds(spans, first[i], last[i]);
  }
  const dates = [...events.keys()].filter((i) => !Number.isNaN(first[i]));
  return {
    count,
    first,
    last,
    knownFirst,
    knownLast,
    point,
    several,
    colour,
    byBegin: inOrder(dates, first),
    byEnd: inOrder(dates, last),
    undated: count - dated,
    events,
  };
}

/**
 * The bounds, and for those that are open the outermost day that is known.
 * @param {Span[]} spans
 * @param {number} first
 * @param {number} last
 * @returns {[number, number]}
 */
function knownEnds(spans, first, last) {
  if (Number.isFinite(first) && Number.isFinite(last)) return [first, last];
  const days = spans.flatMap((span) => [span.beginEarliest, span.beginLatest, span.endEarliest, span.endLatest]);
  const known = days.filter(Number.isFinite);
  if (known.length === 0) return [first, last];
  return [Math.max(first, Math.min(...known)), Math.min(last, Math.max(...known) + 1)];
}

/**
 * Indices by value, those of the same value in the order given.
 * @param {number[]} indices
 * @param {Float64Array} values
 */
function inOrder(indices, values) {
  const order = Int32Array.from(indices);
  for (let i = 1; i < order.length; i += 1) {
    // The list is in order already, as a rule: nothing to do then.
    if (values[order[i - 1]] > values[order[i]]) return order.sort((a, b) => compare(values[a], values[b]) || a - b);
  }
  return order;
}

/** @param {number} a @param {number} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * How many of the ascending values are below `limit`.
 * @param {Float64Array | Int32Array} values
 * @param {number} limit
 */
export function countBelow(values, limit) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many of the ascending values are `limit` or below.
 * @param {Float64Array | Int32Array} values
 * @param {number} limit
 */
export function countUpTo(values, limit) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
