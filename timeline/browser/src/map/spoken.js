/** What the map says in words: for screen readers, and where there is nothing to see. */

import { nameOf } from "./labels.js";

/** @typedef {import("./clusters.js").Cluster} Cluster */
/** @typedef {import("./clusters.js").Places} Places */

/** @param {number} count */
export function eventsText(count) {
  return count === 1 ? "1 event" : `${count.toLocaleString("en")} events`;
}

/**
 * @param {Cluster} cluster
 * @param {Places} places
 * @param {Record<string, string>} names
 */
export function clusterText(cluster, places, names) {
  const { count, vague, hidden } = cluster;
  const parts = [`${nameOf(cluster, places, names) || "No name"}: ${eventsText(count || hidden)}`];
  if (vague > 0) parts.push(vague === count ? "somewhere in a region" : `${vague} of them somewhere in a region`);
  if (hidden > 0) parts.push(count > 0 ? `${hidden} more filtered out` : "filtered out");
  return parts.join(", ");
}

/**
 * How many of the events that the filters leave are on the map.
 * @param {number} placed
 * @param {number} visible
 * @param {number} all
 */
export function placedText(placed, visible, all) {
  if (all === 0) return "There are no events";
  if (visible === 0) return "No event is left by the filters";
  if (placed === 0) return visible === 1 ? "The event has no place on the map" : "None of the events has a place on the map";
  if (placed === visible) return `${eventsText(placed)} on the map`;
  return `${placed.toLocaleString("en")} of ${eventsText(visible)} on the map; the others have no known place`;
}
