import assert from "node:assert/strict";
import test from "node:test";
import { allowed, around, Scale } from "../../../timeline/browser/src/timeline/scale.js";

const YEAR = 365.2425;
const BIG_BANG = -13.8e9 * YEAR;

test("pixels and days are inverse", () => {
  for (const [from, to] of [[0, 10], [737_000, 737_001], [BIG_BANG, 738_000]]) {
    const scale = new Scale(from, to, 1200);
    for (const x of [0, 1, 600, 1200]) assert.ok(Math.abs(scale.x(scale.time(x)) - x) < 1e-3);
  }
});

test("an open end is endlessly far to its side", () => {
  const scale = new Scale(0, 10, 100);
  assert.deepEqual([scale.x(-Infinity), scale.x(Infinity)], [-Infinity, Infinity]);
});

test("what is under the pointer stays there while one zooms", () => {
  let scale = new Scale(BIG_BANG, 5e9, 1000);
  for (let i = 0; i < 200; i += 1) {
    const kept = scale.time(999);
    scale = new Scale(...scale.zoomed(0.8, 999), 1000);
    assert.ok(Math.abs(scale.x(kept) - 999) < 0.5, `${scale.x(kept)}`);
  }
  assert.ok(scale.to - scale.from < 1, "down to hours");
});

test("far back one comes no closer than numbers can tell apart", () => {
  let scale = new Scale(BIG_BANG - 10, BIG_BANG + 1e6, 1000);
  for (let i = 0; i < 200; i += 1) scale = new Scale(...scale.zoomed(0.5, 500), 1000);
  const steps = new Set(Array.from({ length: 1000 }, (_, x) => scale.time(x)));
  assert.equal(steps.size, 1000);
});

test("one goes no further than all time", () => {
  let window = [0, 1];
  for (let i = 0; i < 300; i += 1) window = new Scale(...window, 1000).zoomed(2, 0);
  for (let i = 0; i < 50; i += 1) window = new Scale(...window, 1000).panned(-900);
  const [from, to] = window;
  assert.ok(from < BIG_BANG || to > 13.8e9 * YEAR);
  assert.ok(Number.isFinite(from) && to - from <= 2.01 * 13.8e9 * YEAR);
});

test("panning by pixels moves what is there by as many", () => {
  const scale = new Scale(100, 200, 500);
  const moved = new Scale(...scale.panned(50), 500);
  assert.equal(Math.round(moved.x(scale.time(100))), 150);
});

test("a window with its ends in one place has a length all the same", () => {
  const [from, to] = allowed(5, 5);
  assert.ok(to > from);
});

test("all of one day is shown in a week, with the day in the middle", () => {
  const [from, to] = around(1000, 1001);
  assert.equal(to - from, 7);
  assert.equal((from + to) / 2, 1000.5);
});
