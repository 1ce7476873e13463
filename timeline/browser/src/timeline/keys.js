/** Keys: each name of `KeyboardEvent.key` with what it asks of the timeline. */

/** @typedef {import("./timeline.js").Timeline} Timeline */

const CLOSER = 1 / 2;
const FURTHER = 2;
const PAGE = 0.8;

/** @type {Record<string, (timeline: Timeline) => void>} */
const KEYS = {
  ArrowLeft: (timeline) => timeline.focusBeside(-1),
  ArrowRight: (timeline) => timeline.focusBeside(1),
  ArrowUp: (timeline) => timeline.focusLane(-1),
  ArrowDown: (timeline) => timeline.focusLane(1),
  Home: (timeline) => timeline.focusEnd(-1),
  End: (timeline) => timeline.focusEnd(1),
  PageUp: (timeline) => timeline.pan(PAGE),
  PageDown: (timeline) => timeline.pan(-PAGE),
  "+": (timeline) => timeline.zoom(CLOSER),
  "=": (timeline) => timeline.zoom(CLOSER),
  "-": (timeline) => timeline.zoom(FURTHER),
  _: (timeline) => timeline.zoom(FURTHER),
  0: (timeline) => timeline.showAll(),
  Enter: (timeline) => timeline.pickFocused(),
  " ": (timeline) => timeline.pickFocused(),
  Escape: (timeline) => timeline.leave(),
};

/**
 * @param {Timeline} timeline
 * @param {HTMLElement} element
 * @param {AbortSignal} signal
 */
export function listenToKeys(timeline, element, signal) {
  element.addEventListener(
    "keydown",
    (event) => {
      // With these it is the browser's: bookmarks, its own zoom.
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!Object.hasOwn(KEYS, event.key)) return;
      event.preventDefault();
      KEYS[event.key](timeline);
    },
    { signal },
  );
}
