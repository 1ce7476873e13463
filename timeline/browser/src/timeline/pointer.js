/**
 * Mouse, pen and fingers: drag to move, wheel or pinch to come closer, click to pick.
 *
 * The wheel alone zooms only while the timeline has the focus (a click gives it): a page that one scrolls through
 * must not be caught by what lies under the pointer. With Ctrl or Cmd, which is also what a pinch on a trackpad sends,
 * it always zooms; sideways or with Shift it always moves. Fingers scroll the page up and down as everywhere.
 */

/** @typedef {import("./timeline.js").Timeline} Timeline */

const DRAG_FROM = 4;
const LINE_HEIGHT = 16;
const ZOOM_BY_WHEEL = 0.0016;
const ZOOM_BY_PINCH = 0.01;

/**
 * @param {Timeline} timeline
 * @param {import("./dom.js").Elements} elements
 * @param {AbortSignal} signal
 */
export function listenToPointers(timeline, elements, signal) {
  const { canvas, scroller } = elements;
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
      timeline.hover(timeline.hitTest(at.x, at.y) ?? -1);
      return;
    }
    if (!dragging && !pinching && Math.hypot(at.x - was.x, at.y - was.y) < DRAG_FROM) return;
    if (!dragging) canvas.setPointerCapture(event.pointerId);
    dragging = true;
    if (down.size === 1) {
      timeline.dragBy(at.x - was.x);
      if (event.pointerType !== "touch") scroller.scrollTop -= at.y - was.y;
    } else {
      const before = spread(down);
      down.set(event.pointerId, at);
      const after = spread(down);
      timeline.dragBy(after.x - before.x);
      timeline.zoomAt(before.distance / after.distance, after.x);
    }
    down.set(event.pointerId, at);
  }, { signal });

  /** @param {PointerEvent} event */
  function up(event) {
    const was = down.get(event.pointerId);
    if (!was) return;
    down.delete(event.pointerId);
    if (event.type === "pointerup" && !dragging && !pinching) timeline.pickAt(was.x, was.y);
    if (down.size === 0) pinching = false;
  }
  canvas.addEventListener("pointerup", up, { signal });
  canvas.addEventListener("pointercancel", up, { signal });
  canvas.addEventListener("pointerleave", () => timeline.hover(-1), { signal });

  canvas.addEventListener("dblclick", (event) => {
    const at = place(event);
    if (timeline.hitTest(at.x, at.y) === null) timeline.zoomAt(0.5, at.x);
  }, { signal });

  scroller.addEventListener("wheel", (event) => {
    const lines = event.deltaMode === 1 ? LINE_HEIGHT : event.deltaMode === 2 ? scroller.clientHeight : 1;
    const [sideways, along] = [event.deltaX * lines, event.deltaY * lines];
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      // A pinch on a trackpad comes in small numbers, a wheel in steps of a hundred.
      timeline.zoomAt(Math.exp(along * (Math.abs(along) < 50 ? ZOOM_BY_PINCH : ZOOM_BY_WHEEL)), place(event).x);
    } else if (event.shiftKey || Math.abs(sideways) > Math.abs(along)) {
      event.preventDefault();
      timeline.dragBy(-(sideways || along));
    } else if (scroller.contains(scroller.ownerDocument.activeElement)) {
      event.preventDefault();
      timeline.zoomAt(Math.exp(along * ZOOM_BY_WHEEL), place(event).x);
    }
  }, { signal, passive: false });
}

/** @param {Map<number, {x: number, y: number}>} pointers the first two of them */
function spread(pointers) {
  const [a, b] = [...pointers.values()];
  return { x: (a.x + b.x) / 2, distance: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1) };
}
