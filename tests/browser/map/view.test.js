import assert from "node:assert/strict";
import test from "node:test";
import { WORLD, xOf, yOf } from "../../../timeline/browser/src/map/projection.js";
import { areaIn, areaOf, centred, fitted, isIn, moved, resized, zoomed } from "../../../timeline/browser/src/map/view.js";

const SIZES = [[1200, 600], [320, 480], [2560, 300], [100, 100]];

/** Where a point is drawn: of its copies the one nearest to the middle. */
function pixel(view, [longitude, latitude]) {
  const x = xOf(longitude);
  const near = x - WORLD.width * Math.round((x - view.x) / WORLD.width);
  return [view.width / 2 + (near - view.x) * view.scale, view.height / 2 + (yOf(latitude) - view.y) * view.scale];
}

/** The same numbers each time. */
function numbers(seed) {
  let state = seed;
  return (from, to) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return from + (state / 2147483648) * (to - from);
  };
}

const columns = (points) => [points.map(([longitude]) => longitude), points.map(([, latitude]) => latitude)];

const GROUPS = {
  "one spot": [[44.4, 33.3]],
  "a city": [[44.4, 33.3], [44.45, 33.25], [44.35, 33.35]],
  "a region": [[44.4, 33.3], [51.4, 35.7], [35.2, 31.8]],
  "both sides of the date line": [[178.4, -18.1], [-171.8, -13.8], [179.9, -17]],
  "the date line itself": [[-180, 10], [-180, -10]],
  "a pole": [[0, -90], [120, -75]],
  "both poles": [[0, -90], [0, 90]],
  "all around": [[-170, 60], [-60, 0], [60, -60], [170, 10], [0, 50]],
};

for (const [name, points] of Object.entries(GROUPS)) {
  test(`what is fitted is in view: ${name}`, () => {
    for (const [width, height] of SIZES) {
      const view = fitted(areaOf(...columns(points)), width, height);
      for (const point of points) {
        const [x, y] = pixel(view, point);
        assert.ok(x >= 0 && x <= width && y >= 0 && y <= height, `${point} at ${x}, ${y} of ${width}x${height}`);
        assert.ok(isIn(areaIn(view), point), `${point} in ${JSON.stringify(areaIn(view))}`);
      }
    }
  });
}

test("the area takes the shorter way around", () => {
  assert.deepEqual(areaOf([178, -172], [-18, -14]), { west: 178, south: -18, east: -172, north: -14 });
  assert.deepEqual(areaOf([10, 20], [1, 2]), { west: 10, south: 1, east: 20, north: 2 });
  assert.deepEqual(areaOf([5], [6]), { west: 5, south: 6, east: 5, north: 6 });
  assert.equal(areaOf([], []), null);
});

test("what is under the pointer stays there while zooming", () => {
  const random = numbers(1);
  for (let i = 0; i < 200; i += 1) {
    const view = centred(fitted({ west: 0, south: 0, east: 20, north: 20 }, 800, 400), random(-180, 180), random(-60, 60));
    const [px, py] = [random(0, 800), random(0, 400)];
    const closer = zoomed(view, random(1, 3), px, py);
    const under = (each) => [each.x + (px - 400) / each.scale, each.y + (py - 200) / each.scale];
    const [[x, y], [nextX, nextY]] = [under(view), under(closer)];
    const around = Math.abs(nextX - x) % WORLD.width;
    assert.ok(Math.min(around, WORLD.width - around) < 1e-9 && Math.abs(nextY - y) < 1e-9);
  }
});

test("moving there and back is not moving, around the world too", () => {
  const view = fitted({ west: 170, south: -10, east: -170, north: 10 }, 800, 400);
  let there = view;
  for (let i = 0; i < 50; i += 1) there = moved(there, 333, 7);
  for (let i = 0; i < 50; i += 1) there = moved(there, -333, -7);
  assert.ok(Math.abs(there.x - view.x) < 1e-9 && Math.abs(there.y - view.y) < 1e-9);
});

test("no way leads out of the world", () => {
  for (const [width, height] of SIZES) {
    let view = fitted({ west: 40, south: 30, east: 50, north: 40 }, width, height);
    for (const move of [(v) => zoomed(v, 1e-9), (v) => moved(v, 0, 1e9), (v) => moved(v, 0, -1e9), (v) => zoomed(v, 1e9)]) {
      view = move(view);
      const { west, south, east, north } = areaIn(view);
      assert.ok([west, south, east, north, view.scale].every(Number.isFinite));
      assert.ok(south < north && south >= -90 && north <= 90 && view.scale > 0);
    }
  }
});

test("the whole world is told as such", () => {
  const view = zoomed(fitted({ west: 0, south: 0, east: 1, north: 1 }, 1000, 500), 1e-9);
  assert.deepEqual(areaIn(view), { west: -180, south: -90, east: 180, north: 90 });
  for (const point of [[180, 90], [-180, -90], [0, 0]]) assert.ok(isIn(areaIn(view), point));
});

test("what is in the area is what is in view", () => {
  const random = numbers(2);
  for (let i = 0; i < 2000; i += 1) {
    const view = zoomed(centred(fitted({ west: 0, south: 0, east: 9, north: 9 }, 640, 480), random(-180, 180), random(-90, 90)), random(0.02, 3));
    const point = [random(-180, 180), random(-90, 90)];
    const [x, y] = pixel(view, point);
    assert.equal(isIn(areaIn(view), point), x >= 0 && x <= 640 && y >= 0 && y <= 480, `${point} ${JSON.stringify(view)}`);
  }
});

test("another size keeps the middle and the scale", () => {
  const view = fitted({ west: 40, south: 30, east: 50, north: 40 }, 800, 400);
  const { x, y, scale } = resized(view, 900, 300);
  assert.deepEqual([x, y, scale], [view.x, view.y, view.scale]);
});
