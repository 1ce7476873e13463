/**
 * Mouse, pen and fingers: drag to move, wheel or pinch to come closer, click to pick.
 *
 * As on the timeline the wheel alone zooms only while the map has the focus, and one finger up or down scrolls the
 * page: who reads must not be caught by what lies under the pointer. With Ctrl or Cmd, which a pinch on a trackpad
 * sends too, the wheel always zooms.
 */

import { closerBy, LINE_HEIGHT, listenToGestures, placeOn } from "../pointers.js";

/** @typedef {import("../map.js").EventMap} EventMap */

/**
 * @param {EventMap} map
 * @param {import("./elements.js").Elements} elements
 * @param {AbortSignal} signal
 */
export function listenToPointers(map, { canvas, listbox }, signal) {
  listenToGestures(canvas, {
    hover: (x, y) => map.hover(x, y),
    leave: () => map.hover(-1, -1),
    pick: (x, y) => map.pickAt(x, y),
    drag: (before, after, pointers) => {
      map.dragBy(after.x - before.x, after.y - before.y);
      if (pointers > 1) map.zoomBy(after.distance / before.distance, after.x, after.y);
    },
  }, signal);

  canvas.addEventListener("dblclick", (event) => {
    const at = placeOn(canvas, event);
    map.zoomBy(2, at.x, at.y);
  }, { signal });

  canvas.addEventListener("wheel", (event) => {
    const always = event.ctrlKey || event.metaKey;
    if (!always && listbox.ownerDocument.activeElement !== listbox) return;
    event.preventDefault();
    const along = event.deltaY * (event.deltaMode === 0 ? 1 : LINE_HEIGHT);
    const at = placeOn(canvas, event);
    map.zoomBy(closerBy(along, always), at.x, at.y);
  }, { signal, passive: false });
}
