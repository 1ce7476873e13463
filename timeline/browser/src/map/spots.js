/** Where the events of a model are: one spot for all that have the same point. */

/** @typedef {import("../model.js").TimelineEvent} TimelineEvent */

/**
 * @typedef {object} Spot
 * @property {number} longitude degrees, -180 up to 180, 180 itself left out
 * @property {number} latitude degrees
 * @property {boolean} vague whether it stands for a region or a country, not for a spot
 * @property {string} place id of the place that the first of its events names; "" where it names none
 * @property {number[]} events their indices, ascending
 */

/**
 * The spots of the events that have a point, in the order of their first event. A precise and a vague one may have the
 * same point: they are two, for they look different.
 * @param {TimelineEvent[]} events
 * @returns {Spot[]}
 */
export function spotsOf(events) {
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  for (const { index, point, vague, place } of events) {
    if (point === null) continue;
    const longitude = withinTheCircle(point[0]);
    const key = `${longitude} ${point[1]} ${vague}`;
    const spot = spots.get(key);
    if (spot) spot.events.push(index);
    else spots.set(key, { longitude, latitude: point[1], vague, place, events: [index] });
  }
  return [...spots.values()];
}

/**
 * The same meridian as -180 up to 180.
 * @param {number} longitude degrees
 */
export function withinTheCircle(longitude) {
  return longitude - 360 * Math.floor((longitude + 180) / 360);
}
