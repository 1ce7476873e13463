import assert from "node:assert/strict";
import test from "node:test";
import { columnsOf, countBelow, countUpTo, momentsOf } from "../../../timeline/browser/src/timeline/columns.js";
import { anEvent, lasting, within } from "./events.js";

test("a span of days ends where its last day ends", () => {
  assert.deepEqual(momentsOf(within(5), null), { first: 5, coreFirst: 5, coreLast: 6, last: 6 });
  assert.deepEqual(momentsOf(lasting(1, 3, 5, 7), null), { first: 1, coreFirst: 3, coreLast: 6, last: 8 });
});

test("what was some time within days was certainly going on at none of them", () => {
  const { coreFirst, coreLast } = momentsOf(within(5, 9), null);
  assert.ok(coreFirst >= coreLast);
});

test("a time of day is the begin of what lasts, and all of what is of one day", () => {
  assert.equal(momentsOf(lasting(5, 5, 9, 9), 43_200).first, 5.5);
  const moment = momentsOf(within(5), 43_200);
  assert.equal(moment.first, 5.5);
  assert.ok(moment.last - moment.first < 0.001);
});

test("a time of day says nothing where the day is not known", () => {
  assert.equal(momentsOf(within(5, 9), 43_200).first, 5);
});

test("alternatives reach from the first to the last, undated events stand in no order", () => {
  const columns = columnsOf([
    anEvent({ spans: [within(9), within(20, 30)] }),
    anEvent(),
    anEvent({ spans: [lasting(-Infinity, 3, 3, 3)] }),
    anEvent({ spans: [lasting(4, 4, 4, Infinity)] }),
  ]);
  assert.deepEqual([...columns.first], [9, NaN, -Infinity, 4]);
  assert.deepEqual([...columns.last], [31, NaN, 4, Infinity]);
  assert.deepEqual([...columns.byBegin], [2, 3, 0]);
  assert.deepEqual([...columns.byEnd], [2, 0, 3]);
  assert.deepEqual([columns.knownFirst[2], columns.knownLast[3]], [3, 5], "an open end is known as far as its days");
  assert.equal(columns.undated, 1);
});

test("those of one moment keep the order of the list", () => {
  const columns = columnsOf([anEvent({ spans: [within(9)] }), ...Array.from({ length: 5 }, () => anEvent({ spans: [within(4)] }))]);
  assert.deepEqual([...columns.byBegin], [1, 2, 3, 4, 5, 0]);
});

test("counting below and up to a value", () => {
  const values = Float64Array.from([-Infinity, 1, 1, 2, Infinity]);
  assert.deepEqual([-Infinity, 1, 2, 3, Infinity].map((limit) => countBelow(values, limit)), [0, 1, 3, 4, 4]);
  assert.deepEqual([-Infinity, 1, 2, 3, Infinity].map((limit) => countUpTo(values, limit)), [1, 3, 4, 4, 5]);
});
