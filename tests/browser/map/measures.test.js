import assert from "node:assert/strict";
import test from "node:test";
import { linesIn, scaleBar } from "../../../timeline/browser/src/map/measures.js";
import { centred, fitted, zoomed } from "../../../timeline/browser/src/map/view.js";

const BAGHDAD = fitted({ west: 44, south: 33, east: 45, north: 34 }, 800, 400);

test("the bar is as long as it says", () => {
  // One degree of latitude is 111.2 km, and at 60 degrees a degree of longitude is half of that.
  const view = centred(BAGHDAD, 20, 60);
  const { width, text } = scaleBar(view);
  const pixels = ((Math.PI / 180) * view.scale) / 55.597;
  assert.equal(text, "20 km");
  assert.ok(Math.abs(width - 20 * pixels) < 0.1);
});

test("it is round, and never wider than there is room for", () => {
  for (let factor = 0.001; factor < 5000; factor *= 1.7) {
    const { width, text } = scaleBar(zoomed(BAGHDAD, factor));
    assert.match(text, /^[125]0* k?m$/);
    assert.ok(width > 20 && width <= 110, `${text} is ${width}`);
  }
});

test("at a pole there is one too", () => {
  assert.ok(Number.isFinite(scaleBar(centred(BAGHDAD, 0, 90)).width));
});

test("lines are neither too many nor out of view", () => {
  for (let factor = 0.001; factor < 5000; factor *= 1.7) {
    const { x, y } = linesIn(zoomed(BAGHDAD, factor));
    assert.ok(x.length <= 13 && y.length <= 12, `${x.length} and ${y.length} at ${factor}`);
    for (const at of x) assert.ok(at >= -1 && at <= 801);
    for (const at of y) assert.ok(at >= -1 && at <= 401);
  }
});
