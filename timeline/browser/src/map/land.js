/** The land of the map, from land.json: paths in the plane, with no more points than the zoom shows. */

import { xOf, yOf } from "./projection.js";

/**
 * What land.json holds. A polygon is its rings, what lies within an odd number of them is land; a ring is a point, then
 * steps from one point to the next, each as x, y: east and north, in parts of a degree.
 * @typedef {{about: string, licence: string, perDegree: number, polygons: number[][][]}} LandFile
 */

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box in the plane */

/** @typedef {{rings: [number, number][][]} & Box} Polygon points in degrees */

/**
 * @typedef {object} Outline
 * @property {Path2D} area
 * @property {Path2D} coast the same without the cuts along the date line
 * @property {Box} box
 */

/** At the date line, or beyond it by rounding; degrees. */
const CUT = 179.99;
/** Pixels: points nearer to one another are one, a polygon that is smaller is not drawn. */
const NEAR = 0.7;
const SPECK = 0.5;
/** No zoom, as a power of two, has more points than this one. */
const FINEST = 12;

export class Land {
  /** @param {LandFile | null} file none: there is only sea */
  constructor(file) {
    /** @type {Polygon[]} */
    this.polygons = file ? file.polygons.map((rings) => polygonOf(rings, file.perDegree)) : [];
    /** @type {Map<number, Outline[]>} */
    this.levels = new Map();
  }

  /**
   * What there is at a scale; made once for each doubling of it.
   * @param {number} scale pixels a unit of the plane
   */
  at(scale) {
    const level = Math.min(Math.ceil(Math.log2(scale)), FINEST);
    let outlines = this.levels.get(level);
    if (!outlines) {
      const pixel = level === FINEST ? 0 : 1 / 2 ** level;
      outlines = this.polygons
        .filter((polygon) => Math.max(polygon.right - polygon.left, polygon.bottom - polygon.top) > SPECK * pixel)
        .map((polygon) => outlineOf(polygon, NEAR * pixel));
      this.levels.set(level, outlines);
    }
    return outlines;
  }
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
 * @param {number[][]} rings
 * @param {number} perDegree
 * @returns {Polygon}
 */
function polygonOf(rings, perDegree) {
  const polygon = { rings: rings.map((ring) => pointsOf(ring, perDegree)), left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const [longitude, latitude] of polygon.rings.flat()) {
    const [x, y] = [xOf(longitude), yOf(latitude)];
    polygon.left = Math.min(polygon.left, x);
    polygon.right = Math.max(polygon.right, x);
    polygon.top = Math.min(polygon.top, y);
    polygon.bottom = Math.max(polygon.bottom, y);
  }
  return polygon;
}

/**
 * @param {Polygon} polygon
 * @param {number} near in the plane
 * @returns {Outline}
 */
function outlineOf(polygon, near) {
  const outline = { area: new Path2D(), coast: new Path2D(), box: polygon };
  for (const ring of polygon.rings) trace(outline, thinned(ring, near));
  return outline;
}

/**
 * The points without those that are near to the one before; the cuts stay as they are.
 * @param {[number, number][]} points
 * @param {number} near in the plane
 */
export function thinned(points, near) {
  let [x, y] = [Infinity, Infinity];
  return points.filter(([longitude, latitude]) => {
    const [nextX, nextY] = [xOf(longitude), yOf(latitude)];
    if (Math.hypot(nextX - x, nextY - y) < near && !isCut(longitude, latitude)) return false;
    [x, y] = [nextX, nextY];
    return true;
  });
}

/**
 * @param {Outline} outline
 * @param {[number, number][]} points
 */
function trace({ area, coast }, points) {
  let along = false;
  points.forEach(([longitude, latitude], i) => {
    const [x, y] = [xOf(longitude), yOf(latitude)];
    if (i === 0) area.moveTo(x, y);
    else area.lineTo(x, y);
    const cut = isCut(longitude, latitude);
    if (i === 0 || (along && cut)) coast.moveTo(x, y);
    else coast.lineTo(x, y);
    along = cut;
  });
  area.closePath();
  const [longitude, latitude] = points[0];
  if (!(along && isCut(longitude, latitude))) coast.lineTo(xOf(longitude), yOf(latitude));
}

/** @param {number} longitude @param {number} latitude */
function isCut(longitude, latitude) {
  return Math.abs(longitude) >= CUT || latitude <= -CUT / 2;
}
