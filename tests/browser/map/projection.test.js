import assert from "node:assert/strict";
import test from "node:test";
import { latitudeOf, longitudeOf, WORLD, xOf, yOf } from "../../../timeline/browser/src/map/projection.js";

const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test("degrees come back", () => {
  for (let degrees = -90; degrees <= 90; degrees += 0.5) {
    near(latitudeOf(yOf(degrees)), degrees);
    near(longitudeOf(xOf(2 * degrees)), 2 * degrees);
  }
});

test("Mercator's below 80 degrees", () => {
  for (const latitude of [-79, -33.3, 0, 33.3, 60, 79.9]) {
    near(yOf(latitude), -Math.asinh(Math.tan((latitude * Math.PI) / 180)));
  }
});

test("the poles are its edges, and all between is in order", () => {
  assert.equal(yOf(90), WORLD.top);
  assert.equal(yOf(-90), WORLD.bottom);
  assert.ok(WORLD.bottom < 4);
  for (let degrees = -90; degrees < 90; degrees += 0.25) assert.ok(yOf(degrees) > yOf(degrees + 0.25));
});

test("no step at 80 degrees", () => {
  const [before, at, after] = [79.999, 80, 80.001].map(yOf);
  assert.ok(Math.abs((before - at) / (at - after) - 1) < 1e-4);
});

test("beyond a pole there is only the pole", () => {
  assert.deepEqual([latitudeOf(100), latitudeOf(-100)], [-90, 90]);
});
