/** Names beside clusters: as many as fit, none on another or on a disc. */

import { cleanTitle } from "../timeline/labels.js";
import { reachOf } from "./clusters.js";

/** @typedef {import("./clusters.js").Cluster} Cluster */
/** @typedef {import("./clusters.js").Places} Places */

/**
 * @typedef {object} Label
 * @property {Cluster} cluster
 * @property {string} text
 * @property {number} x its left edge, pixels
 * @property {number} y its middle
 * @property {number} width
 */

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */

export const LABEL = { size: 12, height: 16, gap: 3, widest: 160 };

/**
 * The name of the place where most of the cluster's events were, and how many more there are.
 * @param {Cluster} cluster
 * @param {Places} places
 * @param {Record<string, string>} names of places by id
 */
export function nameOf({ spots }, places, names) {
  /** @type {Set<string>} */
  const named = new Set();
  for (const spot of spots) if (places.spots[spot].place) named.add(places.spots[spot].place);
  const [first] = named;
  if (first === undefined) return "";
  const name = cleanTitle(names[first] ?? first);
  return named.size > 1 ? `${name} +${named.size - 1}` : name;
}

/**
 * Labels to the right of their clusters, else to the left; those of the greater ones first.
 * @param {Cluster[]} clusters the greater ones first
 * @param {(cluster: Cluster) => {text: string, width: number}} labelOf
 * @param {number} width of the view
 * @param {number} height
 * @returns {Label[]}
 */
export function placeLabels(clusters, labelOf, width, height) {
  const taken = new Taken(clusters.map(boxOf));
  /** @type {Label[]} */
  const labels = [];
  for (const cluster of clusters) {
    if (cluster.count === 0) continue;
    const { x, y } = cluster;
    const reach = reachOf(cluster);
    if (x < 0 || x > width || y < 0 || y > height) continue;
    const label = labelOf(cluster);
    if (!label.text) continue;
    for (const left of [x + reach + LABEL.gap, x - reach - LABEL.gap - label.width]) {
      const box = { left, right: left + label.width, top: y - LABEL.height / 2, bottom: y + LABEL.height / 2 };
      if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height || !taken.isFree(box)) continue;
      taken.take(box);
      labels.push({ cluster, text: label.text, x: left, y, width: label.width });
      break;
    }
  }
  return labels;
}

/** @param {Cluster} cluster @returns {Box} */
function boxOf(cluster) {
  const { x, y } = cluster;
  const reach = reachOf(cluster);
  return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

/** Boxes by bands of the view: each is compared with its neighbours alone. */
class Taken {
  /** @param {Box[]} boxes */
  constructor(boxes) {
    /** @type {Map<number, Box[]>} */
    this.bands = new Map();
    for (const box of boxes) this.take(box);
  }

  /** @param {Box} box */
  take(box) {
    for (const band of bandsOf(box)) {
      const boxes = this.bands.get(band);
      if (boxes) boxes.push(box);
      else this.bands.set(band, [box]);
    }
  }

  /** @param {Box} box */
  isFree(box) {
    return !bandsOf(box).some((band) => this.bands.get(band)?.some((other) => overlap(box, other)));
  }
}

const BAND = 32;

/** @param {Box} box */
function bandsOf({ top, bottom }) {
  const first = Math.floor(top / BAND);
  return Array.from({ length: Math.floor(bottom / BAND) - first + 1 }, (_, i) => first + i);
}

/** @param {Box} one @param {Box} other */
function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
