/** Spots that would lie on one another become one cluster: by cells of some pixels, then by pairs that touch. */

import { WORLD, xOf, yOf } from "./projection.js";

/** @typedef {import("./spots.js").Spot} Spot */
/** @typedef {import("./view.js").View} View */

/**
 * @typedef {object} Cluster
 * @property {number} x pixels from the left of the view
 * @property {number} y pixels from its top
 * @property {number} radius pixels
 * @property {number} count events that the filters leave
 * @property {number} vague how many of these are known for a region or a country only
 * @property {number} hidden events that the filters take away
 * @property {number[]} spots of which it is made, the one with the most events first
 */

const CELL = 40;
/** How far beyond a disc the ring is that says that some of it is vague, pixels. */
export const RING = 3;
/** Pixels beyond the view from where a cluster still reaches into it. */
export const BEYOND = 32;

/** The spots in the plane, and how many of their events the filters leave: what every frame goes through. */
export class Places {
  /** @param {Spot[]} spots */
  constructor(spots) {
    this.spots = spots;
    this.x = Float64Array.from(spots, (spot) => xOf(spot.longitude));
    this.y = Float64Array.from(spots, (spot) => yOf(spot.latitude));
    this.counts = Int32Array.from(spots, (spot) => spot.events.length);
  }

  /** @param {Uint8Array} mask of the model's events: 1 where the filters leave it */
  setVisible(mask) {
    this.spots.forEach((spot, i) => {
      let count = 0;
      for (const event of spot.events) count += mask[event];
      this.counts[i] = count;
    });
  }
}

/** Pixels; ten times as many events are four pixels more, so that both one and 100,000 can be seen. @param {number} count */
export function radiusOf(count) {
  if (count === 0) return 3.5;
  return count === 1 ? 5 : 6.5 + 4 * Math.log10(count);
}

/** How far a cluster reaches with the ring around it. @param {Cluster} cluster */
export function reachOf({ radius, count, vague }) {
  return vague > 0 && vague < count ? radius + RING : radius;
}

/**
 * The clusters that reach into the view, those with the most events first.
 *
 * The cells lie fast on the map, not in the view: moving it makes no cluster anew, only zooming does.
 * @param {Places} places
 * @param {View} view
 * @returns {Cluster[]}
 */
export function clustersIn(places, view) {
  return mergeTouching(inCells(places, view), places).sort(byCount);
}

/** @param {Cluster} one @param {Cluster} other */
function byCount(one, other) {
  return other.count - one.count || other.hidden - one.hidden || one.spots[0] - other.spots[0];
}

/**
 * @param {Places} places
 * @param {View} view
 * @returns {Cluster[]}
 */
function inCells({ spots, x, y, counts }, view) {
  const { scale, width, height } = view;
  const left = view.x - width / 2 / scale;
  const top = view.y - height / 2 / scale;
  // In pixels from where x and y are 0.
  const [firstColumn, firstRow] = [Math.floor((left * scale - BEYOND) / CELL), Math.floor((top * scale - BEYOND) / CELL)];
  const columns = Math.ceil((width + 2 * BEYOND) / CELL) + 1;
  const rows = Math.ceil((height + 2 * BEYOND) / CELL) + 1;
  /** @type {(Cluster | undefined)[]} */
  const cells = new Array(columns * rows);
  /** @type {Cluster[]} */
  const found = [];
  const middle = view.x;
  for (let i = 0; i < spots.length; i += 1) {
    // Of the worlds side by side the one whose copy is nearest.
    const near = x[i] - WORLD.width * Math.round((x[i] - middle) / WORLD.width);
    const px = (near - left) * scale;
    if (px < -BEYOND || px > width + BEYOND) continue;
    const py = (y[i] - top) * scale;
    if (py < -BEYOND || py > height + BEYOND) continue;
    const cell = (Math.floor((y[i] * scale) / CELL) - firstRow) * columns + Math.floor((near * scale) / CELL) - firstColumn;
    let cluster = cells[cell];
    if (!cluster) {
      cluster = { x: 0, y: 0, radius: 0, count: 0, vague: 0, hidden: 0, spots: [] };
      cells[cell] = cluster;
      found.push(cluster);
    }
    add(cluster, px, py, counts[i], spots[i].events.length - counts[i], spots[i].vague ? counts[i] : 0);
    cluster.spots.push(i);
  }
  for (const cluster of found) cluster.spots.sort((one, other) => counts[other] - counts[one] || one - other);
  return found;
}

/**
 * Its place is the mean of those of its events; while it has none that the filters leave, of those they take away.
 * @param {Cluster} cluster
 * @param {number} x
 * @param {number} y
 * @param {number} count
 * @param {number} hidden
 * @param {number} vague
 */
function add(cluster, x, y, count, hidden, vague) {
  const weight = cluster.count > 0 || count > 0 ? count : hidden;
  const before = count > 0 || cluster.count > 0 ? cluster.count : cluster.hidden;
  const part = weight / (before + weight);
  cluster.x += (x - cluster.x) * part;
  cluster.y += (y - cluster.y) * part;
  cluster.count += count;
  cluster.hidden += hidden;
  cluster.vague += vague;
  cluster.radius = radiusOf(cluster.count);
}

/**
 * Two whose discs touch become one, the greater takes the smaller in, until none do.
 * @param {Cluster[]} clusters
 * @param {Places} places
 */
function mergeTouching(clusters, { counts }) {
  let left = clusters.sort(byCount);
  for (let again = true; again; ) {
    again = false;
    /** @type {Cluster[]} */
    const kept = [];
    for (const cluster of left) {
      const touched = kept.find((other) => touch(other, cluster));
      if (touched) {
        add(touched, cluster.x, cluster.y, cluster.count, cluster.hidden, cluster.vague);
        touched.spots = touched.spots.concat(cluster.spots).sort((one, other) => counts[other] - counts[one] || one - other);
        again = true;
      } else kept.push(cluster);
    }
    left = kept;
  }
  return left;
}

/** @param {Cluster} one @param {Cluster} other */
function touch(one, other) {
  const [dx, dy, reach] = [one.x - other.x, one.y - other.y, reachOf(one) + reachOf(other) + 1];
  return dx * dx + dy * dy < reach * reach;
}

/**
 * The events of a cluster that the filters leave, ascending.
 * @param {Cluster} cluster
 * @param {Places} places
 * @param {Uint8Array} mask
 */
export function eventsOf(cluster, places, mask) {
  const all = cluster.spots.flatMap((spot) => places.spots[spot].events);
  return all.filter((event) => mask[event] === 1).sort((one, other) => one - other);
}
