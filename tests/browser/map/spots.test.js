import assert from "node:assert/strict";
import test from "node:test";
import { spotsOf, withinTheCircle } from "../../../timeline/browser/src/map/spots.js";

/** Events as far as spots look at them. */
const at = (...points) =>
  points.map((point, index) => ({ index, point: point && point.slice(0, 2), vague: point?.[2] === "vague", place: `p${index}` }));

test("events of one point are one spot, in their order", () => {
  assert.deepEqual(spotsOf(at([44.4, 33.3], [43.1, 36.3], [44.4, 33.3])), [
    { longitude: 44.4, latitude: 33.3, vague: false, place: "p0", events: [0, 2] },
    { longitude: 43.1, latitude: 36.3, vague: false, place: "p1", events: [1] },
  ]);
});

test("events without a point are in no spot", () => {
  assert.deepEqual(spotsOf(at(null, null)), []);
});

test("a vague point is another spot than a precise one", () => {
  assert.deepEqual(
    spotsOf(at([44, 33], [44, 33, "vague"])).map(({ vague, events }) => [vague, events]),
    [[false, [0]], [true, [1]]],
  );
});

test("the date line is one meridian", () => {
  assert.equal(spotsOf(at([180, 0], [-180, 0])).length, 1);
  assert.deepEqual([180, -180, 190, -190, 0, 540].map(withinTheCircle), [-180, -180, -170, 170, 0, -180]);
});
