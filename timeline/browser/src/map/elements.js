/** The elements of a map: a canvas, the clusters as options of a list box, buttons, a line of words. */

import { HIDDEN } from "../canvas.js";

/**
 * @typedef {object} Elements
 * @property {HTMLElement} root
 * @property {HTMLElement} view
 * @property {HTMLElement} tools
 * @property {HTMLElement} help
 * @property {HTMLElement} listbox what has the focus
 * @property {HTMLElement} options
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLButtonElement} closer
 * @property {HTMLButtonElement} further
 * @property {HTMLButtonElement} whole
 * @property {HTMLButtonElement} here
 * @property {HTMLElement} caption
 * @property {HTMLElement} status
 */

const HELP =
  "Arrow keys: the next place in that direction, or further that way. Shift and an arrow key: move the map. Plus and " +
  "minus: closer and further. Home: all of it. Enter: show the events of the place. Escape: leave the place.";

let made = 0;

/**
 * @param {HTMLElement} container
 * @param {string} label
 * @returns {Elements}
 */
export function makeElements(container, label) {
  const { ownerDocument } = container;
  made += 1;
  /**
   * @template {keyof HTMLElementTagNameMap} N
   * @param {N} name
   * @param {string} className
   * @param {Partial<CSSStyleDeclaration>} [style]
   */
  function element(name, className, style = {}) {
    const found = ownerDocument.createElement(name);
    found.className = className;
    Object.assign(found.style, style);
    return found;
  }
  /** @param {string} sign @param {string} name */
  function button(sign, name) {
    const found = element("button", "map-button", { minWidth: "32px", minHeight: "32px" });
    found.type = "button";
    found.textContent = sign;
    if (sign !== name) {
      found.setAttribute("aria-label", name);
      found.title = name;
    }
    return found;
  }
  // East is on the right on every page.
  const root = element("div", "map", { display: "flex", flexDirection: "column", height: "100%", minHeight: "240px" });
  root.dir = "ltr";
  const view = element("div", "map-view", { position: "relative", flex: "1 1 0", minHeight: "0" });
  const listbox = element("div", "map-places", { position: "absolute", inset: "0", overflow: "hidden" });
  listbox.tabIndex = 0;
  listbox.setAttribute("role", "listbox");
  listbox.setAttribute("aria-label", label);
  const canvas = element("canvas", "map-canvas", { display: "block", position: "absolute", inset: "0", touchAction: "pan-y" });
  canvas.setAttribute("aria-hidden", "true");
  const options = element("div", "map-options", HIDDEN);
  options.setAttribute("role", "presentation");
  options.id = `map-options-${made}`;
  // Beneath the map, not on it: there is always something under them.
  const bar = element("div", "map-bar", { display: "flex", flexWrap: "wrap", gap: "4px 8px", alignItems: "center" });
  const tools = element("div", "map-tools", { display: "flex", flexWrap: "wrap", gap: "4px", padding: "4px" });
  const here = button("Only what is here", "Only what is here");
  here.setAttribute("aria-pressed", "false");
  const closer = button("+", "Closer");
  const further = button("−", "Further");
  const whole = button("All", "All places");
  const caption = element("p", "map-caption", {
    flex: "1 1 14em",
    minWidth: "0",
    margin: "0",
    padding: "0 4px",
    // Two lines whatever it says: the map above must not move when one points at something.
    height: "3em",
    overflow: "hidden",
    lineHeight: "1.5",
    fontSize: "0.875rem",
    overflowWrap: "anywhere",
  });
  caption.dir = "auto";
  caption.setAttribute("aria-hidden", "true");
  const status = element("p", "map-status", HIDDEN);
  status.setAttribute("role", "status");
  const help = element("p", "map-help", HIDDEN);
  help.id = `map-help-${made}`;
  help.textContent = HELP;
  listbox.setAttribute("aria-describedby", help.id);
  listbox.append(canvas, options);
  tools.append(here, closer, further, whole);
  view.append(listbox);
  bar.append(caption, tools);
  root.append(view, bar, status, help);
  container.append(root);
  return { root, view, listbox, tools, help, options, canvas, closer, further, whole, here, caption, status };
}
