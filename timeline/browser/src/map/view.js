/** What part of the map is in view: pure, a new view for each move. */

import { latitudeOf, longitudeOf, RADIUS, WORLD, xOf, yOf } from "./projection.js";
import { withinTheCircle } from "./spots.js";

/**
 * @typedef {object} View
 * @property {number} x of the middle, in the plane of the map; it may be anywhere, for the map repeats to the sides
 * @property {number} y of the middle
 * @property {number} scale pixels a unit of the plane
 * @property {number} width pixels
 * @property {number} height pixels
 */

/**
 * Degrees; both ends are within. West may be greater than east: then the date line is within.
 * @typedef {{west: number, south: number, east: number, north: number}} Area
 */

/** A pixel is some five metres: closer there is nothing to see, and no point is known so well. */
const CLOSEST = RADIUS / 5;
/** Pixels beyond the poles, so that what was there is seen whole. */
const AIR = 24;
/** How wide what is fitted is at least, degrees: one spot alone is to be recognised by the coasts around it. */
const LEAST = 0.02;
const ALONE = 8;
/** Pixels around what is fitted, at most an eighth of the view. */
const MARGIN = 56;

/**
 * The view that has moved no further than the map reaches: no nearer than it tells anything, no further than the world.
 * @param {View} view
 * @returns {View}
 */
export function allowed(view) {
  const { width, height } = view;
  const scale = Math.min(Math.max(view.scale, farthest(view)), CLOSEST);
  const halfHeight = height / 2 / scale;
  const room = Math.max(WORLD.bottom + AIR / scale - halfHeight, 0);
  const x = view.x - WORLD.width * Math.floor((view.x + Math.PI) / WORLD.width);
  return { x, y: Math.min(Math.max(view.y, -room), room), scale, width, height };
}


/** The scale at which the whole world is in view, from pole to pole and all around. @param {View} view */
function farthest({ width, height }) {
  return Math.min(width / WORLD.width, (height - 2 * AIR) / (WORLD.bottom - WORLD.top));
}

/**
 * @param {View} view
 * @param {number} right pixels by which the map is drawn to the right
 * @param {number} down
 */
export function moved(view, right, down) {
  return allowed({ ...view, x: view.x - right / view.scale, y: view.y - down / view.scale });
}

/**
 * What is under the pixel stays there.
 * @param {View} view
 * @param {number} factor above 1 to come closer
 * @param {number} [px] from the left; else the middle
 * @param {number} [py] from the top
 */
export function zoomed(view, factor, px = view.width / 2, py = view.height / 2) {
  const scale = allowed({ ...view, scale: view.scale * factor }).scale;
  const [right, down] = [px - view.width / 2, py - view.height / 2];
  return allowed({
    ...view,
    scale,
    x: view.x + right / view.scale - right / scale,
    y: view.y + down / view.scale - down / scale,
  });
}

/** @param {View} view @param {number} width @param {number} height */
export function resized(view, width, height) {
  return allowed({ ...view, width, height });
}

/** @param {View} view @param {number} longitude @param {number} latitude */
export function centred(view, longitude, latitude) {
  return allowed({ ...view, x: xOf(longitude), y: yOf(latitude) });
}

/**
 * The view of an area, with some air around.
 * @param {Area} area
 * @param {number} width pixels
 * @param {number} height
 * @returns {View}
 */
export function fitted(area, width, height) {
  const wide = longitudesOf(area);
  const [top, bottom] = [yOf(area.north), yOf(area.south)];
  const least = xOf(wide === 0 && area.north === area.south ? ALONE : LEAST);
  const air = Math.min(MARGIN, width / 8, height / 8);
  const scale = Math.min(
    (width - 2 * air) / Math.max(xOf(wide), least),
    (height - 2 * air) / Math.max(bottom - top, least / 2),
  );
  return allowed({ x: xOf(area.west + wide / 2), y: (top + bottom) / 2, scale, width, height });
}

/** How many degrees an area is wide. @param {Area} area */
function longitudesOf({ west, east }) {
  return east >= west ? east - west : east - west + 360;
}

/**
 * The smallest area that holds all points; null where there is none. Of two ways around the Earth it takes the
 * shorter: Fiji and Samoa are neighbours.
 * @param {ArrayLike<number>} longitudes -180 up to 180
 * @param {ArrayLike<number>} latitudes
 * @returns {Area | null}
 */
export function areaOf(longitudes, latitudes) {
  if (longitudes.length === 0) return null;
  const sorted = Float64Array.from(longitudes).sort();
  // The widest gap between neighbours on the circle is what the area leaves out.
  let [gap, west, east] = [sorted[0] + 360 - sorted[sorted.length - 1], sorted[0], sorted[sorted.length - 1]];
  for (let i = 1; i < sorted.length; i += 1) {
    if (sorted[i] - sorted[i - 1] > gap) [gap, west, east] = [sorted[i] - sorted[i - 1], sorted[i], sorted[i - 1]];
  }
  let [south, north] = [90, -90];
  for (let i = 0; i < latitudes.length; i += 1) {
    south = Math.min(south, latitudes[i]);
    north = Math.max(north, latitudes[i]);
  }
  return { west, south, east, north };
}

/** What is in view. @param {View} view @returns {Area} */
export function areaIn(view) {
  const [halfWidth, halfHeight] = [view.width / 2 / view.scale, view.height / 2 / view.scale];
  const round = halfWidth * 2 >= WORLD.width * (1 - 1e-9);
  return {
    west: round ? -180 : withinTheCircle(longitudeOf(view.x - halfWidth)),
    south: latitudeOf(view.y + halfHeight),
    east: round ? 180 : withinTheCircle(longitudeOf(view.x + halfWidth)),
    north: latitudeOf(view.y - halfHeight),
  };
}

/**
 * Whether a point lies in an area, its edges included.
 * @param {Area} area
 * @param {[number, number]} point longitude, latitude
 */
export function isIn({ west, south, east, north }, [longitude, latitude]) {
  if (latitude < south || latitude > north) return false;
  if (west === -180 && east === 180) return true;
  const at = withinTheCircle(longitude);
  return west <= east ? at >= west && at <= east : at >= west || at <= east;
}
