import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { pointsOf, thinned } from "../../../timeline/browser/src/map/land.js";

const file = JSON.parse(readFileSync(new URL("../../../timeline/browser/land.json", import.meta.url), "utf8"));

/** Whether a point is on land: within an odd number of the rings of some polygon. */
function isLand(longitude, latitude) {
  return file.polygons.some((rings) => {
    let within = false;
    for (const ring of rings) {
      const points = pointsOf(ring, file.perDegree);
      points.forEach(([x, y], i) => {
        const [nextX, nextY] = points[(i + 1) % points.length];
        if (y > latitude !== nextY > latitude && longitude < x + ((latitude - y) / (nextY - y)) * (nextX - x)) within = !within;
      });
    }
    return within;
  });
}

test("a ring is a point and steps", () => {
  assert.deepEqual(pointsOf([100, -200, 1, 2, -1, 0], 100), [[1, -2], [1.01, -1.98], [1, -1.98]]);
});

test("points that fall together are one, but none of a cut is left out", () => {
  const ring = [[10, 0], [10.1, 0], [12, 0], [12, 1.9], [12, 2.2], [180, 2.21], [180, 2.22]];
  assert.deepEqual(thinned(ring, (2 * Math.PI) / 180), [[10, 0], [12, 0], [12, 2.2], [180, 2.21], [180, 2.22]]);
  assert.deepEqual(thinned(ring, 0), ring);
});

test("land is where there is land", () => {
  const land = { Baghdad: [44.4, 33.3], Moscow: [37.6, 55.8], Lima: [-77, -12], Chukotka: [-175, 66.5], Anadyr: [177, 65], Pole: [0, -89.9], "Marie Byrd": [-120, -80], Malta: [14.4, 35.9], "Viti Levu": [178, -17.8] };
  for (const [name, [longitude, latitude]] of Object.entries(land)) assert.ok(isLand(longitude, latitude), name);
  const sea = { Atlantic: [-30, 0], Caspian: [51, 42], "Persian Gulf": [51, 27], "date line": [179.9, 0], "North Pole": [0, 89.9], Mediterranean: [18, 35] };
  for (const [name, [longitude, latitude]] of Object.entries(sea)) assert.ok(!isLand(longitude, latitude), name);
});

test("all of it is on the Earth", () => {
  for (const [longitude, latitude] of file.polygons.flat().flatMap((ring) => pointsOf(ring, file.perDegree))) {
    assert.ok(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90);
  }
});

test("where it comes from stands in it", () => {
  assert.match(file.about, /Natural Earth .*public domain/);
  assert.match(file.licence, /Permission to use, copy, modify/);
});
