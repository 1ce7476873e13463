/**
 * From degrees to the plane of the map, and back.
 *
 * Mercator's up to 80 degrees, because a city keeps its shape in it at whatever zoom and a rectangle of the map is one
 * of degrees; beyond, where Mercator runs away to infinity, a degree stays as high as it is at 80, so that the poles
 * are on the map: the line at its upper and its lower edge. The unit is the Earth's radius at the equator; x runs to
 * the east from Greenwich, y down from the equator.
 */

const RADIAN = Math.PI / 180;
const EDGE = 80;

export const WORLD = { width: 2 * Math.PI, top: -plane(90), bottom: plane(90) };

/** The Earth's radius, metres. */
export const RADIUS = 6_371_000;

/** @param {number} latitude degrees, 0 up to 90 @returns {number} how far from the equator */
function plane(latitude) {
  const edge = EDGE * RADIAN;
  const angle = latitude * RADIAN;
  if (angle <= edge) return Math.log(Math.tan(Math.PI / 4 + angle / 2));
  return Math.log(Math.tan(Math.PI / 4 + edge / 2)) + (angle - edge) / Math.cos(edge);
}

/** @param {number} longitude degrees */
export function xOf(longitude) {
  return longitude * RADIAN;
}

/** @param {number} latitude degrees */
export function yOf(latitude) {
  return latitude < 0 ? plane(-latitude) : -plane(latitude);
}

/** @param {number} x @returns {number} degrees */
export function longitudeOf(x) {
  return x / RADIAN;
}

/** @param {number} y @returns {number} degrees; beyond the edge of the map, the pole */
export function latitudeOf(y) {
  const far = Math.abs(y);
  const atEdge = plane(EDGE);
  const degrees =
    far <= atEdge
      ? (2 * Math.atan(Math.exp(far)) - Math.PI / 2) / RADIAN
      : EDGE + ((far - atEdge) * Math.cos(EDGE * RADIAN)) / RADIAN;
  return -Math.sign(y) * Math.min(degrees, 90) || 0;
}
