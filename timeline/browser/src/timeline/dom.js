/**
 * The elements of a timeline: a canvas that stays in view while its rows scroll, the same events as options for screen
 * readers, a line beneath that says what one points at, and a region that tells where one has got to.
 */

import { HIDDEN } from "../canvas.js";

/**
 * @typedef {object} Elements
 * @property {HTMLElement} root
 * @property {HTMLElement} scroller what has the focus: a list box
 * @property {HTMLElement} inner as high as all rows
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} options
 * @property {HTMLElement} caption
 * @property {HTMLElement} status
 */

const HELP =
  "Left and right arrow: the event before and after. Up and down arrow: the lane above and below. " +
  "Plus and minus: closer and further. Page up and page down: earlier and later. Home and End: the first and the " +
  "last event. 0: all of it. Enter: open the event. Escape: leave.";

let made = 0;

/**
 * @param {HTMLElement} container
 * @param {string} label
 * @returns {Elements}
 */
export function makeElements(container, label) {
  const { ownerDocument } = container;
  made += 1;
  /** @param {string} name @param {string} className @param {Partial<CSSStyleDeclaration>} style */
  function element(name, className, style) {
    const found = ownerDocument.createElement(name);
    found.className = className;
    Object.assign(found.style, style);
    return found;
  }
  // Time runs from left to right on every page.
  const root = element("div", "timeline", { display: "flex", flexDirection: "column", height: "100%", minHeight: "240px" });
  root.dir = "ltr";
  const scroller = element("div", "timeline-view", {
    flex: "1 1 0",
    minHeight: "0",
    overflowX: "hidden",
    overflowY: "auto",
    position: "relative",
    scrollbarWidth: "thin",
    touchAction: "pan-y",
    overscrollBehaviorX: "contain",
  });
  scroller.tabIndex = 0;
  scroller.setAttribute("aria-label", label);
  const inner = element("div", "timeline-rows", { position: "relative" });
  const canvas = /** @type {HTMLCanvasElement} */ (
    element("canvas", "timeline-canvas", { position: "sticky", top: "0", left: "0", display: "block" })
  );
  canvas.setAttribute("aria-hidden", "true");
  const options = element("div", "timeline-options", HIDDEN);
  const caption = element("p", "timeline-caption", {
    margin: "0",
    padding: "4px",
    minHeight: "1.5em",
    lineHeight: "1.5",
    fontSize: "0.875rem",
    overflowWrap: "anywhere",
  });
  caption.dir = "auto";
  caption.setAttribute("aria-hidden", "true");
  const status = element("p", "timeline-status", HIDDEN);
  status.setAttribute("role", "status");
  const help = element("p", "timeline-help", HIDDEN);
  help.id = `timeline-help-${made}`;
  help.textContent = HELP;
  scroller.setAttribute("aria-describedby", help.id);
  options.id = `timeline-options-${made}`;
  inner.append(canvas);
  scroller.append(inner, options);
  root.append(scroller, caption, status, help);
  container.append(root);
  return { root, scroller, inner, canvas, options, caption, status };
}
