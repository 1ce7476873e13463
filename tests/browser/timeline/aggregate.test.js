import assert from "node:assert/strict";
import test from "node:test";
import { bucketsOf, countIn, densityOf, longestOfPixels } from "../../../timeline/browser/src/timeline/aggregate.js";
import { columnsOf } from "../../../timeline/browser/src/timeline/columns.js";
import { Scale } from "../../../timeline/browser/src/timeline/scale.js";
import { randomEvents, randomNumbers } from "./events.js";

function sorted(columns) {
  return {
    begins: Float64Array.from(columns.byBegin, (index) => columns.first[index]),
    ends: Float64Array.from(columns.byEnd, (index) => columns.last[index]),
  };
}

test("what began and what was under way is what counting one by one gives", () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const random = randomNumbers(seed);
    const columns = columnsOf(randomEvents(random, 200, 400));
    const { begins, ends } = sorted(columns);
    const from = Math.floor(random() * 300) - 50;
    const buckets = bucketsOf(from, from + Math.floor(random() * 300), 1 + Math.floor(random() * 60));
    for (const { first, last, began, underWay } of densityOf(begins, ends, buckets)) {
      const all = [...columns.first.keys()].map((i) => [columns.first[i], columns.last[i]]);
      assert.equal(began, all.filter(([begin]) => begin >= first && begin < last + 1).length, `seed ${seed}`);
      assert.equal(underWay, all.filter(([begin, end]) => begin < last + 1 && end > first).length, `seed ${seed}`);
    }
  }
});

test("buckets are whole days, one after another, from the first to the last", () => {
  for (const [from, to, count] of [[0, 9, 3], [5, 5, 10], [-40, 700, 64], [1, 10, 10], [0, 5e12, 300]]) {
    const buckets = bucketsOf(from, to, count);
    assert.equal(buckets.length, Math.min(count, to - from + 1));
    assert.equal(buckets[0][0], from);
    assert.equal(buckets.at(-1)[1], to);
    for (let i = 1; i < buckets.length; i += 1) assert.equal(buckets[i][0], buckets[i - 1][1] + 1);
  }
});

test("what overlaps a window is counted as one by one", () => {
  const random = randomNumbers(7);
  const columns = columnsOf(randomEvents(random, 500, 1000));
  const { begins, ends } = sorted(columns);
  for (let i = 0; i < 200; i += 1) {
    const from = random() * 1000;
    const to = from + random() * 200;
    const one = [...columns.first.keys()].filter((j) => columns.first[j] < to && columns.last[j] > from).length;
    assert.equal(countIn(begins, ends, from, to), one);
  }
});

test("of the marks that begin at a pixel the longest stands for all", () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const random = randomNumbers(seed);
    const columns = columnsOf(randomEvents(random, 300, 500));
    const scale = new Scale(random() * 200, 250 + random() * 250, 100);
    const size = 1 + Math.floor(random() * 4);
    const longest = new Int32Array(Math.ceil(100 / size) + 1);
    longestOfPixels(columns.byBegin, 0, columns.byBegin.length, columns, scale, size, longest);
    const seen = columns.byBegin.filter((i) => columns.knownFirst[i] < scale.to && columns.knownLast[i] > scale.from);
    const length = (i) => columns.knownLast[i] - Math.max(columns.knownFirst[i], scale.from);
    for (let bucket = 0; bucket < longest.length; bucket += 1) {
      const mine = [...seen].filter((i) => Math.max(0, Math.floor(scale.x(columns.knownFirst[i]) / size)) === bucket);
      const most = Math.max(...mine.map(length));
      if (mine.length === 0) assert.equal(longest[bucket], -1);
      else assert.equal(length(longest[bucket]), most, `seed ${seed}`);
    }
    assert.equal(new Set([...longest].filter((i) => i >= 0)).size, [...longest].filter((i) => i >= 0).length);
  }
});
