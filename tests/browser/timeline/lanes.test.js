import assert from "node:assert/strict";
import test from "node:test";
import { assignLanes, foldIntoLanes } from "../../../timeline/browser/src/timeline/lanes.js";
import { randomNumbers } from "./events.js";

/** Marks as extents: [begin, end of the mark, end of its label]. */
function extents(marks) {
  return {
    count: marks.length,
    left: Float64Array.from(marks, ([left]) => left),
    right: Float64Array.from(marks, ([, right]) => right),
    reach: Float64Array.from(marks, ([, , reach]) => reach),
  };
}

function randomMarks(random, count) {
  const marks = Array.from({ length: count }, () => {
    const left = random() < 0.03 ? -Infinity : random() * 1000;
    const right = random() < 0.03 ? Infinity : Math.max(left, 0) + 1 + random() ** 4 * 300;
    return [left, right, Math.max(right, left + random() * 60)];
  });
  return marks.sort((a, b) => a[0] - b[0]);
}

function overlaps(marks, lanes) {
  const found = [];
  for (let i = 0; i < marks.length; i += 1) {
    for (let j = i + 1; j < marks.length; j += 1) {
      if (lanes[i] === lanes[j] && marks[i][0] < marks[j][1] && marks[j][0] < marks[i][1]) found.push([i, j]);
    }
  }
  return found;
}

/** The most marks that are there at once. */
function depth(marks) {
  return Math.max(...marks.map(([left]) => marks.filter(([start, end]) => start <= left && left < end).length));
}

test("no two marks of a lane overlap, and no more lanes are used than there are", () => {
  for (let seed = 0; seed < 60; seed += 1) {
    const random = randomNumbers(seed);
    const marks = randomMarks(random, 1 + Math.floor(random() * 200));
    const few = 1 + Math.floor(random() * 12);
    const { lanes, count } = assignLanes(extents(marks), few);
    assert.deepEqual(overlaps(marks, lanes), [], `seed ${seed}`);
    assert.deepEqual([...new Set(lanes)].sort((a, b) => a - b), Array.from({ length: count }, (_, i) => i));
    assert.ok(count <= Math.max(few, depth(marks)), `seed ${seed}: ${count} lanes`);
  }
});

test("labels give way only where no lane has room for them", () => {
  const apart = [[0, 1, 50], [10, 11, 60], [20, 21, 70]];
  assert.deepEqual([...assignLanes(extents(apart), 3).lanes], [0, 1, 2]);
  assert.deepEqual([...assignLanes(extents(apart), 2).lanes], [0, 1, 0]);
  assert.deepEqual([...assignLanes(extents([[0, 1, 50], [50, 51, 90]]), 3).lanes], [0, 0]);
});

test("the label that loses least gives way", () => {
  const { lanes } = assignLanes(extents([[0, 1, 90], [1, 2, 40], [30, 31, 60]]), 2);
  assert.deepEqual([...lanes], [0, 1, 1]);
});

test("5,000 at one moment have a lane each, 20,000 are done in no time that squares", () => {
  const { lanes, count } = assignLanes(extents(Array.from({ length: 20_000 }, () => [5, 6, 20])), 10);
  assert.equal(count, 20_000);
  assert.equal(new Set(lanes).size, 20_000);
});

test("none need no lane", () => {
  assert.equal(assignLanes(extents([]), 5).count, 0);
  assert.equal(foldIntoLanes(extents([]), 5).count, 0);
});

test("folded marks keep apart where they can and use no more lanes than they may", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const random = randomNumbers(seed);
    const marks = randomMarks(random, 1 + Math.floor(random() * 150));
    const most = 1 + Math.floor(random() * 8);
    const { lanes, count } = foldIntoLanes(extents(marks), most);
    assert.ok(count <= most && lanes.every((lane) => lane < count));
    if (depth(marks) <= most) assert.deepEqual(overlaps(marks, lanes), [], `seed ${seed}`);
  }
});
