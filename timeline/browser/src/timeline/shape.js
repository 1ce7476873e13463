/**
 * What an event looks like at a scale, in pixels: discs, bars with a solid core and faded parts, arrows of open ends,
 * dashed lines between alternatives. Paint, tests and the legend go by the same shapes.
 */

import { isOneDay, momentsOf } from "./columns.js";
import { EDGE, MARK } from "./sizes.js";

/** @typedef {import("../model.js").Span} Span */
/** @typedef {import("./scale.js").Scale} Scale */

/**
 * A part of a mark. A bar's `stops` say how solid it is where, from 0 to 1, left to right; its `core` is where it
 * certainly went on, null where there is no such time. A "day" is the pale room of a disc whose hour is not known.
 * @typedef {{kind: "bar", x: number, width: number, core: [number, number] | null, stops: [number, number][]}
 *   | {kind: "disc", x: number, width: number}
 *   | {kind: "day", x: number, width: number}
 *   | {kind: "join", x: number, width: number}
 *   | {kind: "arrow", x: number, width: number, towards: -1 | 1}} Part
 */

/**
 * @typedef {object} Shape
 * @property {number} left where the first part begins; far left of the view at most by `BEYOND`
 * @property {number} right
 * @property {Part[]} parts
 */

/** Pixels beyond the view where what goes on is cut: no edge of it is seen. */
const BEYOND = 40;
/** How solid the outer edge of a faded part is, and what has no core. */
const FAINT = 0.12;
const PALE = 0.38;
/** How far from its core an open end fades. */
const OPEN_FADE = 140;

/**
 * @param {Span[]} spans
 * @param {number | null} second
 * @param {boolean} soft whether the edges are soft: the date is approximate or uncertain
 * @param {Scale} scale
 * @returns {Shape}
 */
export function shapeOf(spans, second, soft, scale) {
  /** @type {Part[]} */
  const parts = [];
  let left = Infinity;
  let right = -Infinity;
  for (const span of spans) {
    const found = isOneDay(span) ? discOf(span, second, scale) : barOf(span, second, soft, scale);
    const start = Math.min(...found.map((part) => part.x));
    if (start > right && right > -Infinity) parts.push({ kind: "join", x: right, width: start - right });
    parts.push(...found);
    left = Math.min(left, start);
    right = Math.max(right, ...found.map((part) => part.x + part.width));
  }
  return { left, right, parts };
}

/**
 * @param {Span} span
 * @param {number | null} second
 * @param {Scale} scale
 * @returns {Part[]}
 */
function discOf(span, second, scale) {
  const { first, last } = momentsOf(span, second);
  const [start, end] = [scale.x(first), scale.x(last)];
  const x = (start + end) / 2 - MARK.radius;
  /** @type {Part} */
  const disc = { kind: "disc", x, width: 2 * MARK.radius };
  return end - start < 4 * MARK.radius ? [disc] : [{ kind: "day", ...cut(start, end, scale) }, disc];
}

/**
 * @param {Span} span
 * @param {number | null} second
 * @param {boolean} soft
 * @param {Scale} scale
 * @returns {Part[]}
 */
function barOf(span, second, soft, scale) {
  const moments = momentsOf(span, second);
  let [start, end] = [scale.x(moments.first), scale.x(moments.last)];
  if (end - start < MARK.least) {
    const middle = (start + end) / 2;
    [start, end] = [middle - MARK.least / 2, middle + MARK.least / 2];
  }
  const core = coreOf(moments, start, end, scale);
  const { x, width } = toArrows(cut(start, end, scale), start, end, scale);
  /** @type {Part[]} */
  const parts = [{ kind: "bar", x, width, core, stops: stopsOf(start, end, core, soft, x, x + width, Math.min(OPEN_FADE, scale.width / 4)) }];
  if (start === -Infinity) parts.push(arrow(-1, x + width, scale));
  if (end === Infinity) parts.push(arrow(1, x, scale));
  return parts;
}

/**
 * @param {import("./columns.js").Moments} moments
 * @param {number} start
 * @param {number} end
 * @param {Scale} scale
 * @returns {[number, number] | null}
 */
function coreOf(moments, start, end, scale) {
  if (moments.coreFirst >= moments.coreLast) return null;
  // A core of a day in a faded year is seen all the same.
  const from = Math.max(start, Math.min(scale.x(moments.coreFirst), end - 2));
  const to = Math.min(end, Math.max(scale.x(moments.coreLast), from + 2));
  // What is exact stays solid to its ends, also where it is drawn wider than it is.
  return [
    moments.coreFirst === moments.first ? start : from,
    moments.coreLast === moments.last ? end : to,
  ];
}

/**
 * How solid the bar is where, from its left to its right end as far as it is drawn.
 * @param {number} start where it begins; may be infinite
 * @param {number} end
 * @param {[number, number] | null} core
 * @param {boolean} soft
 * @param {number} left where it is drawn
 * @param {number} right
 * @param {number} open how far an open end fades
 * @returns {[number, number][]}
 */
function stopsOf(start, end, core, soft, left, right, open) {
  const edge = soft ? Math.min(MARK.soft, (end - start) / 3) : 0;
  /** @type {[number, number][]} */
  const stops = core
    ? [
        ...fade(start, core[0], open),
        [core[0], 1],
        [core[1], 1],
        ...fade(end, core[1], open),
      ]
    : [
        [Math.max(start, left), PALE],
        [Math.min(end, right), PALE],
      ];
  if (edge > 0) softened(stops, start, end, edge);
  return within(stops, left, right);
}

/**
 * @param {number} outer where the faded part ends; may be infinite
 * @param {number} inner where the core begins
 * @param {number} open how far an open end fades
 * @returns {[number, number][]}
 */
function fade(outer, inner, open) {
  if (outer === inner) return [];
  if (Number.isFinite(outer)) return [[outer, FAINT]];
  return [[inner + (outer > 0 ? open : -open), PALE]];
}

/**
 * Lets the ends that are there fade to nothing.
 * @param {[number, number][]} stops
 * @param {number} start
 * @param {number} end
 * @param {number} edge
 */
function softened(stops, start, end, edge) {
  if (Number.isFinite(start)) {
    const solid = alphaAt(stops, start + edge);
    while (stops.length > 0 && stops[0][0] < start + edge) stops.shift();
    stops.unshift([start, 0], [start + edge, solid]);
  }
  if (Number.isFinite(end)) {
    const solid = alphaAt(stops, end - edge);
    while (stops.length > 0 && stops[stops.length - 1][0] > end - edge) stops.pop();
    stops.push([end - edge, solid], [end, 0]);
  }
}

/**
 * The stops between two places, with one at each of them: no gradient reaches beyond what is drawn.
 * @param {[number, number][]} stops
 * @param {number} left
 * @param {number} right
 * @returns {[number, number][]}
 */
function within(stops, left, right) {
  const inner = stops.filter(([x]) => x > left && x < right);
  return [[left, alphaAt(stops, left)], ...inner, [right, alphaAt(stops, right)]];
}

/** @param {[number, number][]} stops @param {number} x */
function alphaAt(stops, x) {
  if (x <= stops[0][0]) return stops[0][1];
  for (let i = 1; i < stops.length; i += 1) {
    const [[x0, alpha0], [x1, alpha1]] = [stops[i - 1], stops[i]];
    if (x <= x1) return x1 === x0 ? alpha1 : Math.max(alpha0 + ((alpha1 - alpha0) * (x - x0)) / (x1 - x0), 0);
  }
  return stops[stops.length - 1][1];
}

/**
 * The arrow of an open end: at the edge of the view, or by the bar where all of it is out of view.
 * @param {-1 | 1} towards
 * @param {number} inner where the bar's other end is
 * @param {Scale} scale
 * @returns {Part}
 */
function arrow(towards, inner, scale) {
  const width = MARK.arrow;
  if (towards < 0) return { kind: "arrow", x: Math.min(EDGE, inner - width), width, towards };
  return { kind: "arrow", x: Math.max(scale.width - EDGE - width, inner), width, towards };
}

/**
 * A bar with an open end in view ends in the middle of its arrow.
 * @param {{x: number, width: number}} bar
 * @param {number} start
 * @param {number} end
 * @param {Scale} scale
 */
function toArrows({ x, width }, start, end, scale) {
  const inset = EDGE + MARK.arrow / 2;
  const left = start === -Infinity ? Math.min(Math.max(x, inset), x + width) : x;
  const right = end === Infinity ? Math.max(Math.min(x + width, scale.width - inset), left) : x + width;
  return { x: left, width: right - left };
}

/**
 * Only as much as is in view or just beyond: canvases know no numbers of 15 digits.
 * @param {number} start
 * @param {number} end
 * @param {Scale} scale
 */
function cut(start, end, scale) {
  const x = Math.min(Math.max(start, -BEYOND), scale.width + BEYOND);
  const right = Math.min(Math.max(end, -BEYOND), scale.width + BEYOND);
  return { x, width: right - x };
}
