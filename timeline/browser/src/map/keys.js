/** Keys: each name of `KeyboardEvent.key` with what it asks of the map. */

/** @typedef {import("../map.js").EventMap} EventMap */

const CLOSER = 1.6;

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @type {Record<string, (map: EventMap) => void>} */
const KEYS = {
  "+": (map) => map.zoomBy(CLOSER),
  "=": (map) => map.zoomBy(CLOSER),
  "-": (map) => map.zoomBy(1 / CLOSER),
  _: (map) => map.zoomBy(1 / CLOSER),
  0: (map) => map.showAll(),
  Home: (map) => map.showAll(),
  Enter: (map) => map.pickFocused(),
  " ": (map) => map.pickFocused(),
  Escape: (map) => map.leave(),
};

/**
 * @param {EventMap} map
 * @param {HTMLElement} element
 * @param {AbortSignal} signal
 */
export function listenToKeys(map, element, signal) {
  element.addEventListener(
    "keydown",
    (event) => {
      // With these it is the browser's: bookmarks, its own zoom.
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const direction = Object.hasOwn(DIRECTIONS, event.key) ? DIRECTIONS[event.key] : null;
      if (!direction && !Object.hasOwn(KEYS, event.key)) return;
      event.preventDefault();
      if (!direction) KEYS[event.key](map);
      else if (event.shiftKey) map.step(...direction);
      else map.focusTowards(...direction);
    },
    { signal },
  );
}
