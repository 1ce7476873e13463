import assert from "node:assert/strict";
import test from "node:test";
import { columnsOf } from "../../../timeline/browser/src/timeline/columns.js";
import { Measure } from "../../../timeline/browser/src/timeline/labels.js";
import { laneAt, laneOf, Layouter, layoutScale } from "../../../timeline/browser/src/timeline/layout.js";
import { rowsOf } from "../../../timeline/browser/src/timeline/rows.js";
import { aModel, anEvent, randomEvents, randomNumbers, within } from "./events.js";

const measure = new Measure((text) => 6 * text.length);

function layoutOf(model, kind, { perDay = 4, height = 300, thin = false, visible } = {}) {
  const columns = columnsOf(model.events);
  const layouter = new Layouter(columns, measure);
  const rows = rowsOf(model, columns.byBegin, kind);
  return { columns, layout: layouter.layout(rows, visible ?? new Uint8Array(columns.count).fill(1), perDay, height, thin) };
}

test("every visible event stands in one lane, each lane in the order of time", () => {
  for (const thin of [false, true]) {
    const random = randomNumbers(thin ? 1 : 2);
    const model = aModel(randomEvents(random, 400, 500));
    const visible = Uint8Array.from(model.events, () => (random() < 0.7 ? 1 : 0));
    const { columns, layout } = layoutOf(model, "", { visible, thin });
    const shown = [...visible.keys()].filter((index) => visible[index]);
    assert.deepEqual([...layout.marks].sort((a, b) => a - b), shown);
    for (let lane = 0; lane < layout.laneTop.length; lane += 1) {
      const marks = layout.marks.subarray(layout.laneStart[lane], layout.laneStart[lane + 1]);
      for (let i = 1; i < marks.length; i += 1) assert.ok(columns.first[marks[i - 1]] <= columns.first[marks[i]]);
    }
  }
});

test("a layout serves every scale up to the next step closer", () => {
  for (const perDay of [1e-9, 0.3, 1, 1.5, 7, 12_000]) {
    const step = layoutScale(perDay);
    assert.ok(step <= perDay && step > perDay / 1.5);
    assert.equal(layoutScale(step * 1.0001), step);
  }
});

test("a row with nothing visible is not there, and the others keep their events", () => {
  const model = aModel([
    anEvent({ spans: [within(1)], actors: ["a", "b"] }),
    anEvent({ spans: [within(2)], actors: ["b"] }),
    anEvent({ spans: [within(3)], actors: ["c"] }),
  ]);
  const { layout } = layoutOf(model, "actor", { visible: Uint8Array.from([1, 1, 0]) });
  assert.deepEqual(layout.rows.map(({ name, count }) => [name, count]), [["b", 2], ["a", 1]]);
  assert.ok(layout.rows[1].top >= layout.rows[0].bottom);
  assert.equal(laneOf(layout, 0, "a"), layout.rows[1].firstLane);
  assert.equal(laneOf(layout, 0, "b"), layout.rows[0].firstLane);
  assert.equal(laneOf(layout, 0, "gone"), layout.rows[0].firstLane);
  assert.equal(laneOf(layout, 2, ""), -1);
});

test("the lane at a height is the one drawn there; none is in a head or beneath", () => {
  const model = aModel([anEvent({ spans: [within(1)], actors: ["a"] }), anEvent({ spans: [within(2)], actors: ["b"] })]);
  const { layout } = layoutOf(model, "actor");
  layout.laneTop.forEach((top, lane) => {
    assert.deepEqual([laneAt(layout, top), laneAt(layout, top + 29)], [lane, lane]);
  });
  assert.deepEqual([laneAt(layout, 0), laneAt(layout, layout.rows[1].top + 3), laneAt(layout, 1e6)], [-1, -1, -1]);
});
