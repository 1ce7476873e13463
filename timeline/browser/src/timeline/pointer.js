/**
 * Mouse, pen and fingers: drag to move, wheel or pinch to come closer, click to pick.
 *
 * The wheel alone zooms only while the timeline has the focus (a click gives it): a page that one scrolls through
 * must not be caught by what lies under the pointer. With Ctrl or Cmd, which is also what a pinch on a trackpad sends,
 * it always zooms; sideways or with Shift it always moves. Fingers scroll the page up and down as everywhere.
 */

import { closerBy, LINE_HEIGHT, listenToGestures, placeOn } from "../pointers.js";

/** @typedef {import("./timeline.js").Timeline} Timeline */

/**
 * @param {Timeline} timeline
 * @param {import("./dom.js").Elements} elements
 * @param {AbortSignal} signal
 */
export function listenToPointers(timeline, { canvas, scroller }, signal) {
  listenToGestures(canvas, {
    hover: (x, y) => timeline.hover(timeline.hitTest(x, y) ?? -1),
    leave: () => timeline.hover(-1),
    pick: (x, y) => timeline.pickAt(x, y),
    drag: (before, after, pointers, event) => {
      timeline.dragBy(after.x - before.x);
      if (pointers > 1) timeline.zoomAt(before.distance / after.distance, after.x);
      else if (event.pointerType !== "touch") scroller.scrollTop -= after.y - before.y;
    },
  }, signal);

  canvas.addEventListener("dblclick", (event) => {
    const at = placeOn(canvas, event);
    if (timeline.hitTest(at.x, at.y) === null) timeline.zoomAt(0.5, at.x);
  }, { signal });

  scroller.addEventListener("wheel", (event) => {
    const lines = event.deltaMode === 1 ? LINE_HEIGHT : event.deltaMode === 2 ? scroller.clientHeight : 1;
    const [sideways, along] = [event.deltaX * lines, event.deltaY * lines];
    const always = event.ctrlKey || event.metaKey;
    if (!always && (event.shiftKey || Math.abs(sideways) > Math.abs(along))) {
      event.preventDefault();
      timeline.dragBy(-(sideways || along));
    } else if (always || scroller.contains(scroller.ownerDocument.activeElement)) {
      event.preventDefault();
      timeline.zoomAt(1 / closerBy(along, always), placeOn(canvas, event).x);
    }
  }, { signal, passive: false });
}
