/** The land of the map, from land.json: paths in the plane, each with its box. */

import { xOf, yOf } from "./projection.js";

/**
 * What land.json holds. A polygon is its rings, what lies within an odd number of them is land; a ring is a point, then
 * steps from one point to the next, each as x, y: east and north, in parts of a degree.
 * @typedef {{about: string, licence: string, perDegree: number, polygons: number[][][]}} LandFile
 */

/**
 * @typedef {object} Land
 * @property {Path2D} area
 * @property {Path2D} coast the same without the cuts along the date line
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 */

/** At the date line, or beyond it by rounding; degrees. */
const CUT = 179.99;

/**
 * @param {LandFile} file
 * @returns {Land[]}
 */
export function landOf({ perDegree, polygons }) {
  return polygons.map((rings) => {
    const land = { area: new Path2D(), coast: new Path2D(), left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const ring of rings) trace(land, pointsOf(ring, perDegree));
    return land;
  });
}

/**
 * @param {number[]} ring
 * @param {number} perDegree
 * @returns {[number, number][]} longitudes and latitudes
 */
export function pointsOf(ring, perDegree) {
  /** @type {[number, number][]} */
  const points = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < ring.length; i += 2) {
    x += ring[i];
    y += ring[i + 1];
    points.push([x / perDegree, y / perDegree]);
  }
  return points;
}

/**
 * @param {Land} land
 * @param {[number, number][]} points
 */
function trace(land, points) {
  let along = false;
  points.forEach(([longitude, latitude], i) => {
    const [x, y] = [xOf(longitude), yOf(latitude)];
    if (i === 0) land.area.moveTo(x, y);
    else land.area.lineTo(x, y);
    const cut = isCut(longitude, latitude);
    if (i === 0 || (along && cut)) land.coast.moveTo(x, y);
    else land.coast.lineTo(x, y);
    along = cut;
    land.left = Math.min(land.left, x);
    land.right = Math.max(land.right, x);
    land.top = Math.min(land.top, y);
    land.bottom = Math.max(land.bottom, y);
  });
  land.area.closePath();
  const [longitude, latitude] = points[0];
  if (!(along && isCut(longitude, latitude))) land.coast.lineTo(xOf(longitude), yOf(latitude));
}

/** @param {number} longitude @param {number} latitude */
function isCut(longitude, latitude) {
  return Math.abs(longitude) >= CUT || latitude <= -CUT / 2;
}
