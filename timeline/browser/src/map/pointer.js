/**
 * Mouse, pen and fingers: drag to move, wheel or pinch to come closer, click to pick.
 *
 * As on the timeline the wheel alone zooms only while the map has the focus, and one finger up or down scrolls the
 * page: who reads must not be caught by what lies under the pointer. With Ctrl or Cmd, which a pinch on a trackpad
 * sends too, the wheel always zooms.
 */

/** @typedef {import("../map.js").EventMap} EventMap */

const DRAG_FROM = 4;
const LINE_HEIGHT = 16;
const ZOOM_BY_WHEEL = 0.0016;
const ZOOM_BY_PINCH = 0.01;

/**
 * @param {EventMap} map
 * @param {import("./elements.js").Elements} elements
 * @param {AbortSignal} signal
 */
export function listenToPointers(map, { canvas, listbox }, signal) {
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  let dragging = false;
  let pinching = false;

  /** @param {MouseEvent} event */
  function place(event) {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, place(event));
    if (down.size === 1) dragging = false;
    pinching = down.size > 1;
  }, { signal });

  canvas.addEventListener("pointermove", (event) => {
    const at = place(event);
    const was = down.get(event.pointerId);
    if (!was) {
      map.hover(at.x, at.y);
      return;
    }
    if (!dragging && !pinching && Math.hypot(at.x - was.x, at.y - was.y) < DRAG_FROM) return;
    if (!dragging) canvas.setPointerCapture(event.pointerId);
    dragging = true;
    const before = spread(down);
    down.set(event.pointerId, at);
    const after = spread(down);
    map.dragBy(after.x - before.x, after.y - before.y);
    if (down.size > 1) map.zoomBy(after.distance / before.distance, after.x, after.y);
  }, { signal });

  /** @param {PointerEvent} event */
  function up(event) {
    const was = down.get(event.pointerId);
    if (!was) return;
    down.delete(event.pointerId);
    if (event.type === "pointerup" && !dragging && !pinching) map.pickAt(was.x, was.y);
    if (down.size === 0) pinching = false;
  }
  canvas.addEventListener("pointerup", up, { signal });
  canvas.addEventListener("pointercancel", up, { signal });
  canvas.addEventListener("pointerleave", () => map.hover(-1, -1), { signal });

  canvas.addEventListener("dblclick", (event) => {
    const at = place(event);
    map.zoomBy(2, at.x, at.y);
  }, { signal });

  canvas.addEventListener("wheel", (event) => {
    const always = event.ctrlKey || event.metaKey;
    if (!always && listbox.ownerDocument.activeElement !== listbox) return;
    event.preventDefault();
    const along = event.deltaY * (event.deltaMode === 0 ? 1 : LINE_HEIGHT);
    const at = place(event);
    // A pinch on a trackpad comes in small numbers, a wheel in steps of a hundred.
    map.zoomBy(Math.exp(-along * (always && Math.abs(along) < 50 ? ZOOM_BY_PINCH : ZOOM_BY_WHEEL)), at.x, at.y);
  }, { signal, passive: false });
}

/** @param {Map<number, {x: number, y: number}>} pointers one, or the first two of them */
function spread(pointers) {
  const [a, b = a] = [...pointers.values()];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, distance: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1) };
}
