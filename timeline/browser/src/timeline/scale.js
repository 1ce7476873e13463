/**
 * The window of time in view: days to pixels and back, and how far one can go.
 *
 * Time is told in days with fractions: day 5 begins at 5 and ends where day 6 begins. A window is `from`..`to`, the
 * end left out.
 */

import { YEAR } from "./calendar.js";

/** Two hours: no closer is a time of day known that one would want to tell apart. */
const SHORTEST = 2 / 24;
/** Twice 13.8 billion years. */
const LONGEST = 2 * 13.8e9 * YEAR;
const FURTHEST = 1.5 * 13.8e9 * YEAR;
/** The part of a window that is free at each side of all that is in it. */
const AIR = 0.04;
/** How much of a number's size can still be told apart with room to spare: doubles have 53 bits. */
const FINEST = 2 ** -38;

export class Scale {
  /**
   * @param {number} from where the left edge is, in days
   * @param {number} to where the right edge is
   * @param {number} width in pixels
   */
  constructor(from, to, width) {
    this.from = from;
    this.to = to;
    this.width = width;
    this.perDay = width / (to - from);
  }

  /**
   * Where a moment is, in pixels from the left edge; infinite for an open end.
   * @param {number} time
   */
  x(time) {
    return (time - this.from) * this.perDay;
  }

  /**
   * What moment is at a place, the inverse of `x`.
   * @param {number} x
   */
  time(x) {
    return this.from + x / this.perDay;
  }

  /**
   * The window moved by pixels: what was at `x` is now at `x + pixels`.
   * @param {number} pixels
   */
  panned(pixels) {
    const days = pixels / this.perDay;
    return allowed(this.from - days, this.to - days);
  }

  /**
   * The window made `factor` times as long, with what is at `x` kept in its place.
   * @param {number} factor below 1 to come closer
   * @param {number} x
   */
  zoomed(factor, x) {
    const kept = this.time(x);
    const length = clampedLength((this.to - this.from) * factor, kept);
    const from = kept - (x / this.width) * length;
    return allowed(from, from + length);
  }
}

/**
 * The nearest window that can be shown: not too short, not too long, not beyond all time.
 * @param {number} from
 * @param {number} to
 * @returns {[number, number]}
 */
export function allowed(from, to) {
  const middle = (from + to) / 2;
  const length = clampedLength(to - from, middle);
  let start = length === to - from ? from : middle - length / 2;
  start = Math.min(Math.max(start, -FURTHEST), FURTHEST - length);
  return [start, start + length];
}

/**
 * @param {number} length
 * @param {number} near a moment in the window: far from day 1 doubles grow coarse
 */
function clampedLength(length, near) {
  const shortest = Math.max(SHORTEST, Math.abs(near) * FINEST);
  return Math.min(Math.max(length, shortest), LONGEST);
}

/**
 * The window that shows all of `first`..`last`, a week at least, with air on both sides.
 * @param {number} first
 * @param {number} last the end left out
 * @param {number} [room] part of the window that stays free at the right, for the label of what comes last
 * @returns {[number, number]}
 */
export function around(first, last, room = AIR) {
  const length = Math.max((last - first) / (1 - AIR - room), 7);
  const from = last - first < 7 * (1 - 2 * AIR) ? (first + last - length) / 2 : first - AIR * length;
  return allowed(from, from + length);
}
