import assert from "node:assert/strict";
import test from "node:test";
import { clusterText, eventsText, placedText } from "../../../timeline/browser/src/map/spoken.js";

const places = { spots: [{ place: "mosul" }, { place: "" }] };
const text = (cluster) => clusterText({ vague: 0, hidden: 0, spots: [0], ...cluster }, places, { mosul: "Mosul" });

test("a cluster in words", () => {
  assert.equal(text({ count: 1 }), "Mosul: 1 event");
  assert.equal(text({ count: 1200 }), "Mosul: 1,200 events");
  assert.equal(text({ count: 3, vague: 2 }), "Mosul: 3 events, 2 of them somewhere in a region");
  assert.equal(text({ count: 2, vague: 2 }), "Mosul: 2 events, somewhere in a region");
  assert.equal(text({ count: 3, hidden: 4 }), "Mosul: 3 events, 4 more filtered out");
  assert.equal(text({ count: 0, hidden: 4 }), "Mosul: 4 events, filtered out");
  assert.equal(text({ count: 1, spots: [1] }), "No name: 1 event");
});

test("how many are on the map", () => {
  assert.equal(eventsText(0), "0 events");
  assert.equal(placedText(3, 3, 3), "3 events on the map");
  assert.equal(placedText(1, 3, 3), "1 of 3 events on the map; the others have no known place");
  assert.equal(placedText(0, 3, 3), "None of the events has a place on the map");
  assert.equal(placedText(0, 1, 1), "The event has no place on the map");
  assert.equal(placedText(0, 0, 0), "There are no events");
  assert.equal(placedText(0, 0, 3), "No event is left by the filters");
});
