/**
 * The kinds of marks with their words, each drawn as the timeline draws it: what the legend shows cannot differ from
 * what is drawn.
 */

import { familyColour, familyOf } from "../types.js";
import { paintShape } from "./paint.js";
import { Scale } from "./scale.js";
import { shapeOf } from "./shape.js";
import { readTheme } from "./theme.js";

/** @typedef {import("../model.js").Span} Span */
/** @typedef {import("../model.js").Standing} Standing */

/** @typedef {import("../model.js").Model} Model */

/** @typedef {{word: string, spans: Span[], standing: Standing, soft: boolean, colour: number}} Kind */

const WIDTH = 72;
const HEIGHT = 20;
const DAYS = 36;

/** @param {number} first @param {number} [last] @returns {Span} */
function within(first, last = first) {
  return { beginEarliest: first, beginLatest: last, endEarliest: first, endLatest: last, lasting: false };
}

/**
 * @param {number} beginEarliest
 * @param {number} beginLatest
 * @param {number} endEarliest
 * @param {number} endLatest
 * @returns {Span}
 */
function lasting(beginEarliest, beginLatest, endEarliest, endLatest) {
  return { beginEarliest, beginLatest, endEarliest, endLatest, lasting: true };
}

const DAY = [within(17)];
const SPELL = [lasting(4, 4, 31, 31)];

/** @param {string} word @param {Span[]} spans @param {Standing} [standing] @returns {Kind} */
function kind(word, spans, standing = "asserted") {
  return { word, spans, standing, soft: false, colour: 0 };
}

/** @type {Kind[]} */
export const KINDS = [
  kind("on a day", DAY),
  kind("from one day to another", SPELL),
  kind("some time within these days", [within(5, 30)]),
  kind("solid: certainly going on; faded: perhaps", [lasting(2, 13, 22, 33)]),
  kind("begin not known", [lasting(-Infinity, 14, 26, 26)]),
  kind("end open or not known", [lasting(8, 8, 16, Infinity)]),
  kind("sources give several dates", [within(5), within(17, 21), within(31)]),
  { ...kind("~ about, ? uncertain: soft edges", SPELL), soft: true },
  kind("alleged: hollow", SPELL, "alleged"),
  kind("contested: half hollow", SPELL, "contested"),
  kind("expected: dotted", SPELL, "expected"),
  kind("denied: struck through", SPELL, "denied"),
];

/**
 * A disc for each family of types that the events have, those with most events first.
 * @param {Model} model
 * @returns {Kind[]}
 */
export function familiesOf({ events, names }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { type } of events) {
    const family = familyOf(type);
    if (family) counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  const families = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return families.map((family) => ({
    ...kind(Object.hasOwn(names.types, family) ? names.types[family] : family, DAY),
    colour: familyColour(family),
  }));
}

/**
 * Fills the element with two lists, each of small pictures with their words: how events are drawn, and the colours of
 * their types. Draws them anew when asked.
 * @param {HTMLElement} container
 * @param {Model} model
 * @returns {{redraw(): void}}
 */
export function createLegend(container, model) {
  const kinds = [...KINDS, ...familiesOf(model)];
  const canvases = kinds.map(() => container.ownerDocument.createElement("canvas"));
  container.append(listOf(kinds.slice(0, KINDS.length), canvases), listOf(kinds.slice(KINDS.length), canvases.slice(KINDS.length)));
  function redraw() {
    const theme = readTheme(container);
    canvases.forEach((canvas, i) => drawKind(canvas, kinds[i], theme));
  }
  redraw();
  return { redraw };
}

/** @param {Kind[]} kinds @param {HTMLCanvasElement[]} canvases */
function listOf(kinds, canvases) {
  const list = document.createElement("ul");
  list.className = "timeline-legend";
  Object.assign(list.style, { listStyle: "none", padding: "0" });
  kinds.forEach(({ word }, i) => {
    const item = document.createElement("li");
    canvases[i].setAttribute("aria-hidden", "true");
    canvases[i].style.verticalAlign = "middle";
    item.append(canvases[i], " ", word);
    list.append(item);
  });
  return list;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Kind} kind
 * @param {import("./theme.js").Theme} theme
 */
function drawKind(canvas, kind, theme) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(WIDTH * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  canvas.style.width = `${WIDTH}px`;
  canvas.style.height = `${HEIGHT}px`;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(ratio, ratio);
  const shape = shapeOf(kind.spans, null, kind.soft, new Scale(0, DAYS, WIDTH));
  paintShape(context, shape, HEIGHT / 2, { standing: kind.standing, soft: kind.soft, colour: kind.colour }, theme);
}
