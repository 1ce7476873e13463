import assert from "node:assert/strict";
import test from "node:test";
import { LABEL, nameOf, placeLabels } from "../../../timeline/browser/src/map/labels.js";

const cluster = (x, y, count, spots = [0]) => ({ x, y, radius: 6, count, vague: 0, hidden: 0, spots });
const fixed = () => ({ text: "Somewhere", width: 60 });
const box = ({ x, y, width }) => [x, x + width, y - LABEL.height / 2, y + LABEL.height / 2];

test("no label is on another, on a disc or out of view", () => {
  const clusters = Array.from({ length: 60 }, (_, i) => cluster((i * 97) % 400, (i * 61) % 300, 60 - i));
  const labels = placeLabels(clusters, fixed, 400, 300);
  assert.ok(labels.length > 5);
  const taken = [...clusters.map(({ x, y }) => [x - 6, x + 6, y - 6, y + 6]), ...labels.map(box)];
  taken.slice(clusters.length).forEach((one, i) => {
    assert.ok(one[0] >= 0 && one[1] <= 400 && one[2] >= 0 && one[3] <= 300);
    taken.slice(0, clusters.length + i).forEach((other) => {
      assert.ok(one[0] >= other[1] || other[0] >= one[1] || one[2] >= other[3] || other[2] >= one[3]);
    });
  });
});

test("at the right edge it stands to the left", () => {
  const [label] = placeLabels([cluster(380, 100, 1)], fixed, 400, 300);
  assert.ok(label.x + label.width < 380);
});

test("the greater one has its label first", () => {
  const labels = placeLabels([cluster(50, 100, 9), cluster(50, 112, 1)], fixed, 170, 300);
  assert.deepEqual(labels.map((label) => label.cluster.count), [9]);
});

test("what the filters take away has none", () => {
  assert.deepEqual(placeLabels([cluster(100, 100, 0)], fixed, 400, 300), []);
});

test("a cluster is named by its first place, and says how many more there are", () => {
  const places = { spots: ["mosul", "erbil", "mosul", "", "nowhere"].map((place) => ({ place })) };
  const names = { mosul: "Mosul", erbil: "Erbil" };
  const name = (...spots) => nameOf(cluster(0, 0, 1, spots), places, names);
  assert.equal(name(0), "Mosul");
  assert.equal(name(0, 2), "Mosul");
  assert.equal(name(1, 0, 2), "Erbil +1");
  assert.equal(name(3), "");
  assert.equal(name(3, 0), "Mosul");
  assert.equal(name(4), "nowhere");
});

test("a name is one line, whatever signs are in it", () => {
  const places = { spots: [{ place: "x" }] };
  assert.equal(nameOf(cluster(0, 0, 1), places, { x: "a\u202eb\nc" }), "a b c");
});
