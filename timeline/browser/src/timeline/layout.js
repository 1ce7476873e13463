/**
 * Where everything stands at one scale: rows beneath each other, lanes in them, and the marks of each lane in the
 * order of time. It does not change while one pans, and serves all scales up to the next step closer.
 */

import { assignLanes, foldIntoLanes } from "./lanes.js";
import { countBelow, countUpTo } from "./columns.js";
import { labelWidth } from "./labels.js";
import { LANE, LANES_OF_ROW, MARK, ROW, THIN_LANE } from "./sizes.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./labels.js").Measure} Measure */

/**
 * @typedef {object} PlacedRow
 * @property {string} id
 * @property {string} name
 * @property {number} top of its head, in pixels from the top of all rows
 * @property {number} bottom
 * @property {number} firstLane
 * @property {number} lastLane the end left out
 * @property {number} count how many of its events are visible
 */

/**
 * @typedef {object} Layout
 * @property {boolean} thin whether there is one mark a pixel and lane
 * @property {PlacedRow[]} rows those with a visible event
 * @property {Float64Array} laneTop in pixels from the top of all rows
 * @property {Int32Array} laneStart the place of each lane's first mark in `marks`; one more at the end
 * @property {Int32Array} marks indices of events, lane after lane
 * @property {number} height of all rows
 */

/** Scales from one power of the square root of 2 to the next share a layout. */
const STEPS_OF_DOUBLING = 2;

/**
 * The scale whose layout serves this one: the nearest step further away.
 * @param {number} perDay pixels a day
 */
export function layoutScale(perDay) {
  return 2 ** (Math.floor(Math.log2(perDay) * STEPS_OF_DOUBLING) / STEPS_OF_DOUBLING);
}

export class Layouter {
  /**
   * @param {Columns} columns
   * @param {Measure} measure
   */
  constructor(columns, measure) {
    this.columns = columns;
    this.measure = measure;
    /** The widest label in pixels, `MARK.label` at most. */
    this.longest = MARK.label;
    /** @type {Float32Array | null} */
    this.labels = null;
    const none = new Float64Array(0);
    this.extents = { count: 0, left: none, right: none, reach: none };
  }

  /** Widths of the labels, measured once and only when labels are shown at all. */
  labelWidths() {
    if (this.labels) return this.labels;
    const { events, first } = this.columns;
    this.labels = new Float32Array(events.length);
    for (let i = 0; i < events.length; i += 1) {
      if (!Number.isNaN(first[i])) this.labels[i] = labelWidth(this.measure, events[i], MARK.label);
    }
    return this.labels;
  }

  /**
   * @param {Row[]} rows
   * @param {Uint8Array} visible
   * @param {number} perDay pixels a day, of a step: see `layoutScale`
   * @param {number} height pixels that are there for rows
   * @param {boolean} thin
   * @returns {Layout}
   */
  layout(rows, visible, perDay, height, thin) {
    const alone = rows.length === 1 && rows[0].name === "";
    const laneHeight = thin ? THIN_LANE.height : LANE.height;
    const few = alone ? Math.max(1, Math.floor(height / laneHeight)) : LANES_OF_ROW;
    /** @type {PlacedRow[]} */
    const placed = [];
    /** @type {number[]} */
    const laneTop = [];
    const laneStart = [0];
    const marks = new Int32Array(rows.reduce((sum, row) => sum + row.events.length, 0));
    let used = 0;
    let y = 0;
    for (const row of rows) {
      const shown = row.events.filter((event) => visible[event] === 1);
      if (shown.length === 0) continue;
      const top = y;
      if (!alone) y += ROW.head;
      const firstLane = laneTop.length;
      const extents = thin ? this.bareExtents(shown, perDay) : this.labelledExtents(shown, perDay);
      const { lanes, count } = thin ? foldIntoLanes(extents, few) : assignLanes(extents, few);
      used = sortByLane(shown, lanes, count, marks, used, laneStart);
      for (let lane = 0; lane < count; lane += 1, y += laneHeight) laneTop.push(y);
      if (!alone) y += ROW.foot;
      placed.push({
        id: row.id,
        name: row.name,
        top,
        bottom: y,
        firstLane,
        lastLane: laneTop.length,
        count: shown.length,
      });
    }
    return {
      thin,
      rows: placed,
      laneTop: Float64Array.from(laneTop),
      laneStart: Int32Array.from(laneStart),
      marks: marks.subarray(0, used),
      height: y,
    };
  }

  /** @param {number[]} shown @param {number} perDay */
  labelledExtents(shown, perDay) {
    const { first, last, point, several } = this.columns;
    const labels = this.labelWidths();
    const { extents } = this;
    this.reserve(shown.length);
    const gap = MARK.gap / perDay;
    for (let i = 0; i < shown.length; i += 1) {
      const event = shown[i];
      const half = (point[event] ? MARK.radius : MARK.least / 2) / perDay;
      const middle = (first[event] + last[event]) / 2;
      // An open end makes the middle infinite or NaN: then the bounds themselves stand.
      const beyond = several[event] ? half : 0;
      const left = middle - half < first[event] ? middle - half : first[event] - beyond;
      const right = middle + half > last[event] ? middle + half : last[event] + beyond;
      const reach = left + (labels[event] < this.longest ? labels[event] : this.longest) / perDay;
      extents.left[i] = left;
      extents.right[i] = right + gap;
      extents.reach[i] = (reach > right ? reach : right) + gap;
    }
    return extents;
  }

  /** @param {number[]} shown @param {number} perDay */
  bareExtents(shown, perDay) {
    const { knownFirst: first, knownLast: last } = this.columns;
    const { extents } = this;
    this.reserve(shown.length);
    const least = THIN_LANE.least / perDay;
    for (let i = 0; i < shown.length; i += 1) {
      const event = shown[i];
      extents.left[i] = first[event];
      extents.right[i] = Math.max(last[event], first[event] + least);
    }
    return extents;
  }

  /** @param {number} count */
  reserve(count) {
    if (this.extents.left.length < count) {
      const fresh = () => new Float64Array(count);
      this.extents = Object.assign(this.extents, { left: fresh(), right: fresh(), reach: fresh() });
    }
    this.extents.count = count;
  }
}

/**
 * Writes the events lane after lane, each lane in the order given, and where each lane ends.
 * @param {number[]} events
 * @param {Int32Array} lanes
 * @param {number} count of lanes
 * @param {Int32Array} marks
 * @param {number} used how many marks there are before
 * @param {number[]} laneStart
 */
function sortByLane(events, lanes, count, marks, used, laneStart) {
  const next = new Int32Array(count + 1);
  for (let i = 0; i < events.length; i += 1) next[lanes[i] + 1] += 1;
  for (let lane = 0; lane < count; lane += 1) {
    next[lane + 1] += next[lane];
    laneStart.push(used + next[lane + 1]);
  }
  for (let i = 0; i < events.length; i += 1) {
    marks[used + next[lanes[i]]] = events[i];
    next[lanes[i]] += 1;
  }
  return used + events.length;
}

/**
 * The lane at a height, or -1 where there is none: in a head, or beneath the last.
 * @param {Layout} layout
 * @param {number} y from the top of all rows
 */
export function laneAt(layout, y) {
  const height = layout.thin ? THIN_LANE.height : LANE.height;
  const lane = lanesAbove(layout, y) - 1;
  return lane >= 0 && y < layout.laneTop[lane] + height ? lane : -1;
}

/**
 * How many lanes begin at this height or above it.
 * @param {Layout} layout
 * @param {number} y
 */
export function lanesAbove(layout, y) {
  return countUpTo(layout.laneTop, y);
}

/**
 * The lane an event stands in, in the row asked for if it is there, else in the first it is in; -1 where in none.
 * @param {Layout} layout
 * @param {number} event
 * @param {string} row id
 */
export function laneOf(layout, event, row) {
  let found = -1;
  for (const { id, firstLane, lastLane } of layout.rows) {
    if (id !== row && found >= 0) continue;
    const start = layout.laneStart[firstLane];
    const at = layout.marks.subarray(start, layout.laneStart[lastLane]).indexOf(event);
    if (at < 0) continue;
    found = countBelow(layout.laneStart, start + at + 1) - 1;
    if (id === row) break;
  }
  return found;
}
