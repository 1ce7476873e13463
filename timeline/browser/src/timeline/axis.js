/** Paints the axis: two rows of words at the top, a line down from each tick. */

import { AXIS, EDGE } from "./sizes.js";
import { ticksFor } from "./ticks.js";

/** @typedef {import("./scale.js").Scale} Scale */
/** @typedef {import("./ticks.js").Tick} Tick */

const FAR_BASELINE = 14;
const NEAR_BASELINE = 32;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {number} height how far down the lines go
 * @param {import("./theme.js").Theme} theme
 * @param {import("./labels.js").Measure} measure
 */
export function paintAxis(context, scale, height, theme, measure) {
  const { near, far } = ticksFor(scale);
  context.fillStyle = theme.line;
  const starts = new Set(far.map(({ time }) => time));
  for (const { time } of near) {
    const x = Math.round(scale.x(time));
    context.fillRect(x, AXIS.height - 18, 1, 18);
    // Down through the labels only a shade: they are to be read.
    context.globalAlpha = starts.has(time) ? 0.7 : 0.35;
    context.fillRect(x, AXIS.height, 1, height - AXIS.height);
    context.globalAlpha = 1;
  }
  for (const { time } of far) context.fillRect(Math.round(scale.x(time)), 0, 1, AXIS.height);
  context.fillRect(0, AXIS.height - 1, scale.width, 1);
  context.fillStyle = theme.quiet;
  paintWords(context, scale, near, NEAR_BASELINE, measure, far.length === 0);
  context.fillStyle = theme.ink;
  paintWords(context, scale, far, FAR_BASELINE, measure, true);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {Tick[]} ticks
 * @param {number} baseline
 * @param {import("./labels.js").Measure} measure
 * @param {boolean} kept whether what began left of the view keeps its word in view
 */
function paintWords(context, scale, ticks, baseline, measure, kept) {
  for (let i = 0; i < ticks.length; i += 1) {
    const begin = scale.x(ticks[i].time) + EDGE;
    if (begin < EDGE && !kept) continue;
    const end = i + 1 < ticks.length ? scale.x(ticks[i + 1].time) - EDGE : scale.width;
    const { label, short } = ticks[i];
    const words = short && measure.upTo(label, Infinity) > end - begin ? short : label;
    const width = measure.upTo(words, Infinity);
    // Pushed out by the next tick, not cut short.
    const x = Math.min(Math.max(begin, EDGE), Math.max(end - width, begin));
    if (x + width <= end || i + 1 === ticks.length) context.fillText(words, x, baseline);
  }
}
