/**
 * Too many to draw each: the longest mark a pixel and lane, and how many began and were under way.
 */

import { countBelow, countUpTo } from "./columns.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./scale.js").Scale} Scale */
/** @typedef {{first: number, last: number, began: number, underWay: number}} Bucket */

/**
 * Of the marks of a lane that begin at the same pixels the longest: its event, or -1, for each bucket of `size`
 * pixels. What begins left of the view counts to the first bucket; what is out of view to none. An open end reaches
 * as far as is known: one that nobody knows the end of would hide all that came after it.
 * @param {Int32Array} marks
 * @param {number} start the place of the lane's first mark
 * @param {number} end
 * @param {Columns} columns
 * @param {Scale} scale
 * @param {number} size pixels
 * @param {Int32Array} longest filled: as many buckets as the width has
 */
export function longestOfPixels(marks, start, end, columns, scale, size, longest) {
  const { knownFirst: first, knownLast: last } = columns;
  const { from, to } = scale;
  const perDay = scale.perDay / size;
  longest.fill(-1);
  for (let i = start; i < end; i += 1) {
    const event = marks[i];
    const begin = first[event];
    if (begin >= to || last[event] <= from) continue;
    const bucket = begin <= from ? 0 : Math.floor((begin - from) * perDay);
    const there = longest[bucket];
    if (there < 0 || lengthFrom(begin, last[event], from) > lengthFrom(first[there], last[there], from)) {
      longest[bucket] = event;
    }
  }
}

/** @param {number} first @param {number} last @param {number} from how long it is in view and beyond */
function lengthFrom(first, last, from) {
  return last - (first < from ? from : first);
}

/**
 * Days from..to in at most so many buckets of whole days, as nearly alike as days allow.
 * @param {number} from
 * @param {number} to included
 * @param {number} buckets
 * @returns {[number, number][]} first and last day of each
 */
export function bucketsOf(from, to, buckets) {
  const days = to - from + 1;
  const count = Math.max(1, Math.min(buckets, days));
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 0; i < count; i += 1) {
    found.push([from + Math.floor((i * days) / count), from + Math.floor(((i + 1) * days) / count) - 1]);
  }
  return found;
}

/**
 * What began in each bucket of days and what was, or may have been, under way in it.
 *
 * A few searches a bucket, however many events there are: the ascending begins and ends are running sums already.
 * @param {Float64Array} begins ascending
 * @param {Float64Array} ends ascending, the end left out
 * @param {[number, number][]} buckets
 * @returns {Bucket[]}
 */
export function densityOf(begins, ends, buckets) {
  return buckets.map(([first, last]) => {
    const begunBefore = countBelow(begins, first);
    const begun = countBelow(begins, last + 1);
    return { first, last, began: begun - begunBefore, underWay: begun - countUpTo(ends, first) };
  });
}

/**
 * How many events overlap the window, its end left out.
 * @param {Float64Array} begins ascending
 * @param {Float64Array} ends ascending, the end left out
 * @param {number} from
 * @param {number} to
 */
export function countIn(begins, ends, from, to) {
  return countBelow(begins, to) - countUpTo(ends, from);
}
