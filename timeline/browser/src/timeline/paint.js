/**
 * Paints the shapes of events: what is known of the date by how solid they are, what sources say of the event by fill
 * and outline, its type's family by colour.
 */

import { withAlpha } from "./theme.js";
import { MARK } from "./sizes.js";

/** @typedef {import("../model.js").Standing} Standing */
/** @typedef {import("./shape.js").Shape} Shape */
/** @typedef {import("./shape.js").Part} Part */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {CanvasRenderingContext2D} Context */

/**
 * How a standing is drawn: filled all, half or not at all, with what outline, struck through or not.
 * @type {Record<Standing, {fill: 0 | 0.5 | 1, outline: "none" | "solid" | "dotted", struck: boolean}>}
 */
const LOOKS = {
  asserted: { fill: 1, outline: "none", struck: false },
  contested: { fill: 0.5, outline: "solid", struck: false },
  alleged: { fill: 0, outline: "solid", struck: false },
  expected: { fill: 0, outline: "dotted", struck: false },
  denied: { fill: 1, outline: "none", struck: true },
};

const LINE = 1.5;
const DOTS = [1.5, 2.5];
const DASHES = [4, 3];
const STRIKE = 5;
/** How much of its colour what is denied keeps. */
const DENIED = 0.55;

/**
 * @param {Context} context
 * @param {Shape} shape
 * @param {number} y the middle
 * @param {{standing: Standing, soft: boolean, colour: number}} look
 * @param {Theme} theme
 */
export function paintShape(context, shape, y, look, theme) {
  const { fill, outline, struck } = LOOKS[look.standing];
  // What is struck through is pale: the line through it is what counts.
  const rgb = struck ? paler(theme.types[look.colour], theme.groundRgb) : theme.types[look.colour];
  const colour = withAlpha(rgb, 1);
  context.lineWidth = LINE;
  for (const part of shape.parts) {
    context.setLineDash(outline === "dotted" ? DOTS : []);
    context.lineCap = outline === "dotted" ? "round" : "butt";
    if (part.kind === "join") paintJoin(context, part, y, colour);
    else if (part.kind === "day") paintDay(context, part, y, rgb);
    else if (part.kind === "arrow") paintArrow(context, part, y, colour, fill === 1);
    else {
      if (part.kind === "disc" && look.soft) paintHalo(context, part, y, rgb);
      const style = part.kind === "disc" ? colour : gradientOf(context, part, rgb);
      paintBody(context, part, y, style, fill, outline !== "none", theme.ground);
    }
  }
  context.setLineDash([]);
  context.lineCap = "butt";
  if (struck) strike(context, shape, y, theme);
}

/**
 * @param {import("./theme.js").Rgb} colour
 * @param {import("./theme.js").Rgb} ground
 * @returns {import("./theme.js").Rgb}
 */
function paler(colour, ground) {
  const mixed = (/** @type {0 | 1 | 2} */ i) => Math.round(colour[i] * DENIED + ground[i] * (1 - DENIED));
  return [mixed(0), mixed(1), mixed(2)];
}

/**
 * @param {Context} context
 * @param {Part & {kind: "bar"}} bar
 * @param {import("./theme.js").Rgb} rgb
 */
function gradientOf(context, bar, rgb) {
  if (bar.stops.every(([, alpha]) => alpha === bar.stops[0][1])) return withAlpha(rgb, bar.stops[0][1]);
  const gradient = context.createLinearGradient(bar.x, 0, bar.x + bar.width, 0);
  for (const [x, alpha] of bar.stops) {
    const place = Math.min(Math.max((x - bar.x) / bar.width, 0), 1);
    gradient.addColorStop(Number.isNaN(place) ? 0 : place, withAlpha(rgb, alpha));
  }
  return gradient;
}

/**
 * @param {Context} context
 * @param {Part} part a disc or a bar
 * @param {number} y
 * @param {string | CanvasGradient} style
 * @param {0 | 0.5 | 1} fill
 * @param {boolean} outlined
 * @param {string} ground
 */
function paintBody(context, part, y, style, fill, outlined, ground) {
  context.fillStyle = style;
  context.strokeStyle = style;
  if (fill === 1) {
    trace(context, part, y, 0);
    context.fill();
  } else if (part.kind === "disc") {
    // What is behind, a day's pale room, does not shine through: hollow is hollow.
    context.fillStyle = ground;
    trace(context, part, y, 0);
    context.fill();
    context.fillStyle = style;
  }
  if (fill === 0.5) {
    context.save();
    context.beginPath();
    // The lower half is filled: half hollow, whichever way it is long.
    context.rect(part.x - 1, y, part.width + 2, MARK.radius + 2);
    context.clip();
    trace(context, part, y, 0);
    context.fill();
    context.restore();
  }
  if (outlined) {
    trace(context, part, y, LINE / 2);
    context.stroke();
  }
}

/**
 * @param {Context} context
 * @param {Part} part
 * @param {number} y
 * @param {number} inset
 */
function trace(context, part, y, inset) {
  context.beginPath();
  if (part.kind === "disc") {
    context.arc(part.x + part.width / 2, y, part.width / 2 - inset, 0, 2 * Math.PI);
    return;
  }
  const half = MARK.thick / 2 - inset;
  const width = Math.max(part.width - 2 * inset, 0);
  context.roundRect(part.x + inset, y - half, width, 2 * half, Math.min(2, width / 2));
}

/** @param {Context} context @param {Part} part @param {number} y @param {string} colour */
function paintJoin(context, part, y, colour) {
  context.setLineDash(DASHES);
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(part.x, y);
  context.lineTo(part.x + part.width, y);
  context.stroke();
}

/** @param {Context} context @param {Part} part @param {number} y @param {import("./theme.js").Rgb} rgb */
function paintDay(context, part, y, rgb) {
  context.fillStyle = withAlpha(rgb, 0.16);
  context.beginPath();
  context.roundRect(part.x, y - MARK.thick / 2, part.width, MARK.thick, 2);
  context.fill();
}

/** @param {Context} context @param {Part} part @param {number} y @param {import("./theme.js").Rgb} rgb */
function paintHalo(context, part, y, rgb) {
  const x = part.x + part.width / 2;
  const outer = MARK.radius + MARK.soft - 2;
  const halo = context.createRadialGradient(x, y, MARK.radius - 1, x, y, outer);
  halo.addColorStop(0, withAlpha(rgb, 0.6));
  halo.addColorStop(1, withAlpha(rgb, 0));
  context.fillStyle = halo;
  context.beginPath();
  context.arc(x, y, outer, 0, 2 * Math.PI);
  context.fill();
}

/**
 * @param {Context} context
 * @param {Part & {kind: "arrow"}} part
 * @param {number} y
 * @param {string} colour
 * @param {boolean} filled
 */
function paintArrow(context, part, y, colour, filled) {
  const tip = part.towards > 0 ? part.x + part.width : part.x;
  const back = part.towards > 0 ? part.x : part.x + part.width;
  const half = MARK.thick / 2 + 2;
  context.beginPath();
  context.moveTo(tip, y);
  context.lineTo(back, y - half);
  context.lineTo(back, y + half);
  context.closePath();
  context.fillStyle = colour;
  context.strokeStyle = colour;
  if (filled) context.fill();
  else context.stroke();
}

/** @param {Context} context @param {Shape} shape @param {number} y @param {Theme} theme */
function strike(context, shape, y, theme) {
  context.strokeStyle = theme.ink;
  context.beginPath();
  context.moveTo(shape.left - STRIKE, y);
  context.lineTo(shape.right + STRIKE, y);
  context.stroke();
}
