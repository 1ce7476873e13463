/**
 * The land of the map: Natural Earth's 1:50m, simplified, cut at the date line, as whole hundredths of a degree.
 *
 * What takes a library is done here, once: the browser only adds numbers up (src/map/land.js says what they mean).
 */
import { geoEquirectangular, geoStream } from "d3-geo";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from "topojson-simplify";

/** Steradians. A bend that spans less is straightened, an island that is smaller goes (60 square kilometres). */
const BEND = 1.6e-6;
const ISLAND = 1.5e-6;
const PER_DEGREE = 100;

const require = createRequire(import.meta.url);

/** @returns {string} JSON, a polygon a line */
export function land() {
  const topology = JSON.parse(readFileSync(require.resolve("world-atlas/land-50m.json"), "utf8"));
  const weighed = presimplify(filter(topology, filterWeight(topology, ISLAND, sphericalRingArea)), sphericalTriangleArea);
  const simple = simplify(weighed, BEND);
  const polygons = feature(simple, simple.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
  const lines = polygons
    .map((coordinates) => cut({ type: "Polygon", coordinates }))
    .filter((rings) => rings.length > 0)
    .map((rings) => JSON.stringify(rings));
  const licence = readFileSync(require.resolve("world-atlas/package.json").replace("package.json", "LICENSE"), "utf8");
  const head = {
    about: "Land of Natural Earth 1:50m (public domain), from world-atlas, simplified and cut at the date line.",
    licence: licence.trim(),
    perDegree: PER_DEGREE,
  };
  return `${JSON.stringify(head).slice(0, -1)},"polygons":[\n${lines.join(",\n")}\n]}\n`;
}

/**
 * The rings of a polygon on the sphere, on the plane: none crosses the date line, what lies within an odd number is land.
 * @returns {number[][]}
 */
function cut(polygon) {
  /** @type {number[][]} */
  const rings = [];
  /** @type {[number, number][]} */
  let ring = [];
  const sink = {
    polygonStart() {},
    polygonEnd() {},
    lineStart: () => (ring = []),
    point: (x, y) => ring.push([Math.round(x * PER_DEGREE), Math.round(-y * PER_DEGREE)]),
    lineEnd: () => rings.push(stepsOf(ring)),
  };
  geoStream(polygon, geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).precision(0).stream(sink));
  return rings.filter((steps) => steps.length >= 6);
}

/** The first point, then steps from point to point; points that fall together are one. */
function stepsOf(ring) {
  const steps = [...ring[0]];
  for (let i = 1; i < ring.length; i++) {
    const [dx, dy] = [ring[i][0] - ring[i - 1][0], ring[i][1] - ring[i - 1][1]];
    if (dx !== 0 || dy !== 0) steps.push(dx, dy);
  }
  return steps;
}
