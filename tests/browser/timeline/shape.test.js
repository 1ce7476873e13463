import assert from "node:assert/strict";
import test from "node:test";
import { Scale } from "../../../timeline/browser/src/timeline/scale.js";
import { shapeOf } from "../../../timeline/browser/src/timeline/shape.js";
import { lasting, randomEvents, randomNumbers, within } from "./events.js";

const scale = new Scale(0, 100, 1000);
const shape = (spans, second = null, soft = false, at = scale) => shapeOf(spans, second, soft, at);

test("an exact day is a disc, in the middle of its day's pale room where that is seen", () => {
  assert.deepEqual(shape([within(50)]).parts, [{ kind: "disc", x: 500, width: 10 }]);
  const close = shape([within(50)], null, false, new Scale(45, 55, 1000));
  assert.deepEqual(close.parts, [{ kind: "day", x: 500, width: 100 }, { kind: "disc", x: 545, width: 10 }]);
});

test("a time of day is a disc at its moment", () => {
  const { parts } = shape([within(50)], 43_200, false, new Scale(50, 51, 1000));
  assert.deepEqual(parts.map(({ kind, x }) => [kind, Math.round(x)]), [["disc", 495]]);
});

test("solid from the latest begin to the earliest end, faded to the outer bounds", () => {
  const [bar] = shape([lasting(10, 20, 40, 60)]).parts;
  assert.deepEqual([bar.x, bar.width, bar.core], [100, 510, [200, 410]]);
  assert.deepEqual(bar.stops, [[100, 0.12], [200, 1], [410, 1], [610, 0.12]]);
});

test("some time within days has no core", () => {
  const [bar] = shape([within(10, 40)]).parts;
  assert.equal(bar.core, null);
  assert.ok(bar.stops.every(([, alpha]) => alpha === bar.stops[0][1] && alpha < 0.5));
});

test("what is certain is solid to both ends, however narrow it is drawn", () => {
  const far = new Scale(0, 1e6, 1000);
  const [bar] = shape([lasting(500_000, 500_000, 500_010, 500_010)], null, false, far).parts;
  assert.ok(bar.width >= 8);
  assert.ok(bar.stops.every(([, alpha]) => alpha === 1));
});

test("an open end is an arrow at the edge of the view", () => {
  const { parts } = shape([lasting(10, 10, 20, Infinity)]);
  assert.deepEqual(parts.map(({ kind }) => kind), ["bar", "arrow"]);
  assert.equal(parts[1].towards, 1);
  assert.equal(parts[1].x + parts[1].width, 996);
  const begin = shape([lasting(-Infinity, 10, 20, 20)]).parts[1];
  assert.deepEqual([begin.towards, begin.x], [-1, 4]);
});

test("alternatives are joined", () => {
  const { parts, left, right } = shape([within(10), within(50, 60)]);
  assert.deepEqual(parts.map(({ kind }) => kind), ["disc", "join", "bar"]);
  assert.deepEqual([parts[1].x, parts[1].x + parts[1].width], [110, 500]);
  assert.deepEqual([left, right], [100, 610]);
});

test("a soft edge fades to nothing at both ends that are there", () => {
  const [bar] = shape([lasting(10, 10, 60, 60)], null, true).parts;
  assert.deepEqual([bar.stops[0], bar.stops.at(-1)], [[100, 0], [610, 0]]);
  const open = shape([lasting(10, 10, 60, Infinity)], null, true).parts[0];
  assert.ok(open.stops.at(-1)[1] > 0);
});

test("whatever the date and the scale, numbers are such as a canvas takes", () => {
  const random = randomNumbers(3);
  for (const event of randomEvents(random, 500, 800_000)) {
    const from = (random() - 0.5) * 10 ** (2 + random() * 11);
    const at = new Scale(from, from + 10 ** (random() * 12), 1000);
    const { parts, left, right } = shape(event.spans, event.second, random() < 0.5, at);
    for (const part of parts) {
      assert.ok(Number.isFinite(part.x) && Number.isFinite(part.width), JSON.stringify([event.spans, part]));
      assert.ok(part.width >= 0 && left <= part.x && part.x + part.width <= right + 1e-6);
      if (part.kind !== "bar") continue;
      assert.ok(part.x >= -100 && part.x + part.width <= 1100);
      for (const [x, alpha] of part.stops) assert.ok(Number.isFinite(x) && alpha >= 0 && alpha <= 1);
      for (let i = 1; i < part.stops.length; i += 1) assert.ok(part.stops[i][0] >= part.stops[i - 1][0] - 1e-6, JSON.stringify(part.stops));
    }
  }
});
