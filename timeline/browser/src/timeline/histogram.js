/** Paints the histogram: what began as columns, what was under way as the area behind them, each to its own height. */

import { EDGE, HISTOGRAM } from "./sizes.js";
import { grouped } from "./calendar.js";

/** @typedef {import("./aggregate.js").Bucket} Bucket */
/** @typedef {import("./scale.js").Scale} Scale */

const WORDS = 16;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {number} top
 * @param {Bucket[]} buckets
 * @param {import("./theme.js").Theme} theme
 * @param {import("./labels.js").Measure} measure
 */
export function paintHistogram(context, scale, top, buckets, theme, measure) {
  context.fillStyle = theme.ground;
  context.fillRect(0, top, scale.width, HISTOGRAM.height);
  context.fillStyle = theme.line;
  context.fillRect(0, top, scale.width, 1);
  const began = greatest(buckets.map((bucket) => bucket.began));
  const underWay = greatest(buckets.map((bucket) => bucket.underWay));
  const room = HISTOGRAM.height - WORDS - 2;
  const bottom = top + HISTOGRAM.height;
  for (const bucket of buckets) {
    const x = scale.x(bucket.first);
    const width = scale.x(bucket.last + 1) - x;
    if (x > scale.width || x + width < 0) continue;
    column(context, x, width, bottom, underWay ? (bucket.underWay / underWay) * room : 0, theme.line);
    const inner = width > 3 ? 1 : 0;
    column(context, x + inner, width - inner, bottom, began ? (bucket.began / began) * room : 0, theme.accent);
  }
  const end = words(context, "began", began, EDGE, top, theme.accent, theme, measure);
  words(context, "under way", underWay, end + 16, top, theme.line, theme, measure);
}

/** @param {number[]} counts */
function greatest(counts) {
  return counts.reduce((most, count) => (count > most ? count : most), 0);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} width
 * @param {number} bottom
 * @param {number} height
 * @param {string} colour
 */
function column(context, x, width, bottom, height, colour) {
  if (height <= 0) return;
  context.fillStyle = colour;
  // What is there at all is seen.
  context.fillRect(x, bottom - Math.max(height, 1), Math.max(width, 1), Math.max(height, 1));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} word
 * @param {number} most
 * @param {number} x
 * @param {number} top
 * @param {string} colour of its sample
 * @param {import("./theme.js").Theme} theme
 * @param {import("./labels.js").Measure} measure
 */
function words(context, word, most, x, top, colour, theme, measure) {
  const text = `${word}: at most ${grouped(most)}`;
  context.fillStyle = colour;
  context.fillRect(x, top + 5, 9, 9);
  context.strokeStyle = theme.quiet;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, top + 5.5, 8, 8);
  context.fillStyle = theme.quiet;
  context.fillText(text, x + 13, top + 13);
  return x + 13 + measure.upTo(text, Infinity);
}
