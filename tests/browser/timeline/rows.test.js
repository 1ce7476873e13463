import assert from "node:assert/strict";
import test from "node:test";
import { isRowKind, rowsOf } from "../../../timeline/browser/src/timeline/rows.js";
import { aModel, anEvent } from "./events.js";

const model = aModel(
  [
    anEvent({ actors: ["constructor", "b"], place: "baghdad", type: "consult/phone" }),
    anEvent({ actors: ["b"], sources: ["s1", "s2"] }),
    anEvent({ actors: [], type: "" }),
  ],
  { actors: { b: "Barham Salih" }, places: { baghdad: "Baghdad" } },
);
const order = Int32Array.from([2, 0, 1]);

test("what has several stands in the row of each, those with none in a row of their own at the end", () => {
  const rows = rowsOf(model, order, "actor").map(({ name, events }) => [name, events]);
  assert.deepEqual(rows, [["Barham Salih", [0, 1]], ["constructor", [0]], ["No actor named", [2]]]);
});

test("one row for all has no name", () => {
  assert.deepEqual(rowsOf(model, order, ""), [{ id: "", name: "", events: [2, 0, 1] }]);
});

test("rows by place, type and source", () => {
  const names = (kind) => rowsOf(model, order, kind).map(({ name }) => name);
  assert.deepEqual(names("place"), ["Baghdad", "No place named"]);
  assert.deepEqual(names("type"), ["consult/phone", "No type"]);
  assert.deepEqual(names("source"), ["s1", "s2", "No source named"]);
});

test("only these kinds of rows are there", () => {
  assert.deepEqual(["", "actor", "place", "type", "source", "constructor", "actors"].map(isRowKind), [true, true, true, true, true, false, false]);
});
