import assert from "node:assert/strict";
import test from "node:test";
import { BEYOND, clustersIn, eventsOf, Places, reachOf } from "../../../timeline/browser/src/map/clusters.js";
import { spotsOf } from "../../../timeline/browser/src/map/spots.js";
import { fitted, moved, zoomed } from "../../../timeline/browser/src/map/view.js";

const WORLD = { west: -180, south: -60, east: 180, north: 75 };

function numbers(seed) {
  let state = seed;
  return (from, to) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return from + (state / 2147483648) * (to - from);
  };
}

/** Events all over the world, many of them in the same places. */
function events(count, seed) {
  const random = numbers(seed);
  return Array.from({ length: count }, (_, index) => {
    const point = [Math.round(random(-180, 180) / 3) * 3, Math.round(random(-70, 75))];
    return { index, point, vague: index % 7 === 0, place: `p${point}` };
  });
}

const sum = (clusters, what) => clusters.reduce((total, cluster) => total + cluster[what], 0);

test("every event in view is in one cluster", () => {
  const places = new Places(spotsOf(events(3000, 1)));
  const view = zoomed(fitted(WORLD, 1000, 500), 1e-9);
  const clusters = clustersIn(places, view);
  assert.equal(sum(clusters, "count"), 3000);
  const spots = clusters.flatMap((cluster) => cluster.spots);
  assert.equal(spots.length, places.spots.length);
  assert.equal(new Set(spots).size, spots.length);
  for (const cluster of clusters) {
    assert.equal(cluster.count, cluster.spots.reduce((total, spot) => total + places.counts[spot], 0));
    assert.equal(cluster.vague, cluster.spots.reduce((n, spot) => n + (places.spots[spot].vague ? places.counts[spot] : 0), 0));
  }
});

test("none touches another, at any zoom", () => {
  const places = new Places(spotsOf(events(2000, 2)));
  for (const factor of [1e-9, 0.7, 1, 2, 9]) {
    const clusters = clustersIn(places, zoomed(fitted(WORLD, 1000, 500), factor));
    assert.ok(clusters.length > 1);
    clusters.forEach((one, i) => {
      for (const other of clusters.slice(i + 1)) {
        assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= reachOf(one) + reachOf(other));
      }
    });
  }
});

test("the greater ones come first", () => {
  const counts = clustersIn(new Places(spotsOf(events(500, 3))), fitted(WORLD, 800, 400)).map(({ count }) => count);
  assert.deepEqual(counts, counts.toSorted((one, other) => other - one));
});

test("moving the map takes the clusters of its middle along", () => {
  const places = new Places(spotsOf(events(300, 4)));
  const view = zoomed(fitted(WORLD, 800, 400), 4);
  const inner = (clusters, right) =>
    clusters
      .filter(({ x, y }) => x > 150 + right && x < 650 + right && y > 100 && y < 300)
      .map(({ x, y, count }) => `${(x - right).toFixed(3)} ${y.toFixed(3)} ${count}`);
  const here = inner(clustersIn(places, view), 0);
  assert.ok(here.length > 3);
  assert.deepEqual(inner(clustersIn(places, moved(view, 17, 0)), 17), here);
});

test("coming close parts them", () => {
  const places = new Places(spotsOf([
    { index: 0, point: [44.36, 33.31], vague: false, place: "a" },
    { index: 1, point: [44.46, 33.31], vague: false, place: "b" },
  ]));
  const view = fitted({ west: 44, south: 33, east: 45, north: 34 }, 800, 400);
  assert.equal(clustersIn(places, zoomed(view, 0.01)).length, 1);
  assert.equal(clustersIn(places, zoomed(view, 4)).length, 2);
});

test("both sides of the date line meet", () => {
  const places = new Places(spotsOf([
    { index: 0, point: [179.99, 0], vague: false, place: "a" },
    { index: 1, point: [-179.99, 0], vague: false, place: "b" },
  ]));
  const view = fitted({ west: 170, south: -5, east: -170, north: 5 }, 800, 400);
  assert.deepEqual(clustersIn(places, view).map(({ count }) => count), [2]);
});

test("what the filters take away is still there, and told apart", () => {
  const all = events(60, 5).map((event) => ({ ...event, point: [10, 10], vague: false }));
  const places = new Places(spotsOf([...all, { index: 60, point: [11, 10], vague: false, place: "b" }]));
  const mask = Uint8Array.from({ length: 61 }, (_, i) => Number(i < 60 && i % 3 === 0));
  places.setVisible(mask);
  const clusters = clustersIn(places, fitted({ west: 9, south: 9, east: 12, north: 11 }, 800, 400));
  assert.deepEqual(clusters.map(({ count, hidden }) => [count, hidden]), [[20, 40], [0, 1]]);
  assert.deepEqual(eventsOf(clusters[0], places, mask), Array.from({ length: 20 }, (_, i) => 3 * i));
  assert.deepEqual(eventsOf(clusters[1], places, mask), []);
});

test("a cluster lies among its events", () => {
  const places = new Places(spotsOf(events(1000, 6)));
  const view = fitted(WORLD, 1000, 500);
  for (const { x, y } of clustersIn(places, view)) {
    assert.ok(x >= -BEYOND && x <= 1000 + BEYOND && y >= -BEYOND && y <= 500 + BEYOND);
  }
});
