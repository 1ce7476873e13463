/** Mouse, pen and fingers on a canvas: what is dragged, pinched, pointed at and picked. */

/** @typedef {{x: number, y: number, distance: number}} Spread the middle of the pointers that are down, and how far the first two are apart */

/**
 * @typedef {object} Gestures
 * @property {(x: number, y: number) => void} hover
 * @property {() => void} leave
 * @property {(x: number, y: number) => void} pick
 * @property {(before: Spread, after: Spread, pointers: number, event: PointerEvent) => void} drag
 */

/** Pixels that a hand trembles. */
const DRAG_FROM = 4;
/** Pixels, where a wheel counts in lines. */
export const LINE_HEIGHT = 16;
const BY_WHEEL = 0.0016;
const BY_PINCH = 0.01;

/** @param {HTMLCanvasElement} canvas @param {MouseEvent} event where it is on the canvas, in CSS pixels */
export function placeOn(canvas, event) {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/**
 * How many times closer a turn of the wheel brings: a pinch on a trackpad comes as a wheel with Ctrl, in small numbers,
 * a wheel in steps of a hundred.
 * @param {number} along in pixels
 * @param {boolean} mayBePinch
 */
export function closerBy(along, mayBePinch) {
  return Math.exp(-along * (mayBePinch && Math.abs(along) < 50 ? BY_PINCH : BY_WHEEL));
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Gestures} gestures
 * @param {AbortSignal} signal
 */
export function listenToGestures(canvas, gestures, signal) {
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  let dragging = false;
  let pinching = false;

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, placeOn(canvas, event));
    if (down.size === 1) dragging = false;
    pinching = down.size > 1;
  }, { signal });

  canvas.addEventListener("pointermove", (event) => {
    const at = placeOn(canvas, event);
    const was = down.get(event.pointerId);
    if (!was) {
      gestures.hover(at.x, at.y);
      return;
    }
    if (!dragging && !pinching && Math.hypot(at.x - was.x, at.y - was.y) < DRAG_FROM) return;
    if (!dragging) canvas.setPointerCapture(event.pointerId);
    dragging = true;
    const before = spread(down);
    down.set(event.pointerId, at);
    gestures.drag(before, spread(down), down.size, event);
  }, { signal });

  /** @param {PointerEvent} event */
  function up(event) {
    const was = down.get(event.pointerId);
    if (!was) return;
    down.delete(event.pointerId);
    if (event.type === "pointerup" && !dragging && !pinching) gestures.pick(was.x, was.y);
    if (down.size === 0) pinching = false;
  }
  canvas.addEventListener("pointerup", up, { signal });
  canvas.addEventListener("pointercancel", up, { signal });
  canvas.addEventListener("pointerleave", () => gestures.leave(), { signal });
}

/** @param {Map<number, {x: number, y: number}>} pointers one, or the first two of them @returns {Spread} */
function spread(pointers) {
  const [a, b = a] = [...pointers.values()];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, distance: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1) };
}
