/**
 * The page's colours, read from its custom properties; sensible ones where it has none.
 */

import { COLOURS } from "../types.js";

/** @typedef {[number, number, number]} Rgb */

/**
 * @typedef {object} Theme
 * @property {string} ground
 * @property {Rgb} groundRgb
 * @property {string} ink
 * @property {string} quiet
 * @property {string} line
 * @property {string} accent
 * @property {string} focus
 * @property {Rgb[]} types
 */

/** Those of page.css: on white, as for print. */
const LIGHT = {
  ground: "#ffffff",
  ink: "#1b1d21",
  quiet: "#555b66",
  line: "#c9ced6",
  accent: "#0b4a8f",
  focus: "#b4380b",
  types: ["#2f63a8", "#b3471d", "#2b7a4b", "#7b4ea3", "#8a6400", "#a8325e", "#0f7480", "#5b6270"],
};

const DARK = {
  ground: "#15171a",
  ink: "#e8e9eb",
  quiet: "#a9afb9",
  line: "#434953",
  accent: "#8fbcf2",
  focus: "#ffb454",
  types: ["#7fb0ee", "#f0946a", "#6fc796", "#c39be8", "#d9b04a", "#ee86ac", "#5cc4cf", "#a8b0bd"],
};

/** @returns {Theme} */
export function printTheme() {
  return themeOf(LIGHT);
}

/**
 * The colours as they are where the element stands, whatever CSS they are written in.
 * @param {HTMLElement} element
 * @returns {Theme}
 */
export function readTheme(element) {
  const dark = element.ownerDocument.defaultView?.matchMedia("(prefers-color-scheme: dark)").matches;
  const sensible = dark ? DARK : LIGHT;
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  // A property may hold var() or light-dark(): only a real property of an element tells what comes of it.
  const probe = element.ownerDocument.createElement("span");
  probe.hidden = true;
  element.append(probe);
  /** @param {string} name @param {string} otherwise */
  function colour(name, otherwise) {
    if (!style || style.getPropertyValue(name).trim() === "") return otherwise;
    probe.style.color = `var(${name})`;
    return probe.ownerDocument.defaultView?.getComputedStyle(probe).color || otherwise;
  }
  const read = {
    ground: colour("--ground", sensible.ground),
    ink: colour("--ink", sensible.ink),
    quiet: colour("--quiet", sensible.quiet),
    line: colour("--line", sensible.line),
    accent: colour("--accent", sensible.accent),
    focus: colour("--focus", sensible.focus),
    types: Array.from({ length: COLOURS }, (_, i) => colour(`--type-${i}`, sensible.types[i])),
  };
  probe.remove();
  return themeOf(read);
}

/** @param {typeof LIGHT} colours @returns {Theme} */
function themeOf(colours) {
  const rgb = rgbReader();
  return { ...colours, groundRgb: rgb(colours.ground), types: colours.types.map(rgb) };
}

/** What red, green and blue any CSS colour has: asked of a canvas, which knows them all. */
function rgbReader() {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  /** @param {string} colour @returns {Rgb} */
  return (colour) => {
    if (!context) return [90, 90, 90];
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
}

/**
 * @param {Rgb} colour
 * @param {number} alpha
 */
export function withAlpha(colour, alpha) {
  return `rgba(${colour[0]}, ${colour[1]}, ${colour[2]}, ${alpha})`;
}
