/** What tells how large things are on the map: a scale bar, and lines of round degrees. */

import { latitudeOf, RADIUS, yOf, xOf, longitudeOf } from "./projection.js";

/** @typedef {import("./view.js").View} View */

const WIDEST_BAR = 110;
const BETWEEN_LINES = 90;
const STEPS = [90, 60, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/**
 * A bar of a round length, true in the middle of the view.
 * @param {View} view
 * @returns {{width: number, text: string}} pixels
 */
export function scaleBar(view) {
  const metres = (RADIUS * Math.cos((latitudeOf(view.y) * Math.PI) / 180)) / view.scale;
  // At a pole a degree of longitude has no length: what is true there is north and south.
  const perPixel = Math.max(metres, RADIUS / view.scale / 10);
  const most = WIDEST_BAR * perPixel;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].map((step) => step * power).find((each) => each <= most) ?? power;
  return { width: length / perPixel, text: length >= 1000 ? `${length / 1000} km` : `${length} m` };
}

/**
 * Meridians and parallels of round degrees that are in view.
 * @param {View} view
 * @returns {{x: number[], y: number[]}} pixels
 */
export function linesIn(view) {
  const { scale, width, height } = view;
  const degree = xOf(1) * scale;
  const step = STEPS.findLast((each) => each * degree >= BETWEEN_LINES) ?? STEPS[0];
  const [left, top] = [view.x - width / 2 / scale, view.y - height / 2 / scale];
  return {
    x: multiples(step, longitudeOf(left), longitudeOf(left + width / scale)).map((at) => (xOf(at) - left) * scale),
    y: multiples(step, latitudeOf(top + height / scale), latitudeOf(top)).map((at) => (yOf(at) - top) * scale),
  };
}

/** @param {number} step @param {number} from @param {number} to */
function multiples(step, from, to) {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(Math.floor(to / step) - first + 1, 0) }, (_, i) => (first + i) * step);
}
