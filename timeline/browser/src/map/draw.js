/** One frame of the map, on its backdrop. */

import { reachOf } from "./clusters.js";
import { LABEL } from "./labels.js";
import { scaleBar } from "./measures.js";
import { directionOf } from "../timeline/labels.js";
import { FONT } from "../timeline/sizes.js";

/** @typedef {import("./clusters.js").Cluster} Cluster */
/** @typedef {import("./labels.js").Label} Label */
/** @typedef {import("./view.js").View} View */
/** @typedef {import("../timeline/theme.js").Theme} Theme */

/**
 * @typedef {object} Frame
 * @property {View} view
 * @property {Cluster[]} clusters the greater ones first
 * @property {Label[]} labels
 * @property {Theme} theme
 * @property {Cluster | null} hovered
 * @property {Cluster | null} focused
 * @property {Cluster | null} selected
 */

const DASH = [3, 3];

/**
 * @param {CanvasRenderingContext2D} context in CSS pixels
 * @param {Frame} frame
 */
export function drawMap(context, frame) {
  const { view, theme } = frame;
  // The smaller ones last: what is in part beneath another is the greater one.
  for (const cluster of frame.clusters) drawCluster(context, cluster, theme);
  for (const label of frame.labels) drawLabel(context, label, theme);
  drawMarks(context, frame);
  drawScale(context, view, theme);
}

/**
 * A disc where places are known, a dashed ring around what is known for a region only, a small hollow one where the
 * filters leave nothing.
 * @param {CanvasRenderingContext2D} context
 * @param {Cluster} cluster
 * @param {Theme} theme
 */
function drawCluster(context, cluster, theme) {
  const { x, y, radius, count, vague } = cluster;
  const whole = count > 0 && vague === count;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  if (count === 0) {
    context.strokeStyle = theme.quiet;
    context.lineWidth = 1.25;
    context.globalAlpha = 0.7;
    context.stroke();
    context.globalAlpha = 1;
    return;
  }
  context.fillStyle = whole ? theme.ground : theme.accent;
  context.globalAlpha = whole ? 0.85 : 0.92;
  context.fill();
  context.globalAlpha = 1;
  if (whole) hatch(context, cluster, theme);
  context.beginPath();
  context.arc(x, y, reachOf(cluster), 0, 2 * Math.PI);
  context.strokeStyle = vague > 0 ? theme.accent : theme.ground;
  context.lineWidth = vague > 0 ? 1.75 : 1;
  if (vague > 0) context.setLineDash(DASH);
  context.stroke();
  context.setLineDash([]);
  if (count > 1) drawCount(context, cluster, whole ? theme.ink : theme.ground);
}

/** @param {CanvasRenderingContext2D} context @param {Cluster} cluster @param {Theme} theme */
function hatch(context, { x, y, radius }, theme) {
  context.save();
  context.clip();
  context.strokeStyle = theme.accent;
  context.globalAlpha = 0.35;
  context.lineWidth = 1.25;
  context.beginPath();
  for (let at = -2 * radius; at <= 2 * radius; at += 5) {
    context.moveTo(x + at - radius, y + radius);
    context.lineTo(x + at + radius, y - radius);
  }
  context.stroke();
  context.restore();
}

/**
 * The number, as large as the disc has room for; none where nobody could read it.
 * @param {CanvasRenderingContext2D} context
 * @param {Cluster} cluster
 * @param {string} colour
 */
function drawCount(context, cluster, colour) {
  const text = short(cluster.count);
  const size = Math.min(12, (2 * cluster.radius - 2) / (0.62 * text.length));
  if (size < 7) return;
  context.font = `600 ${size}px ${FONT.family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.direction = "ltr";
  context.fillStyle = colour;
  context.fillText(text, cluster.x, cluster.y + 0.5);
}

/** @param {number} count */
export function short(count) {
  if (count < 1000) return String(count);
  if (count < 10_000) return `${Math.floor(count / 100) / 10}k`;
  return count < 1_000_000 ? `${Math.floor(count / 1000)}k` : `${Math.floor(count / 100_000) / 10}M`;
}

/** @param {CanvasRenderingContext2D} context @param {Label} label @param {Theme} theme */
function drawLabel(context, { text, x, y }, theme) {
  context.font = `${LABEL.size}px ${FONT.family}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.direction = directionOf(text);
  context.lineJoin = "round";
  context.strokeStyle = theme.ground;
  context.lineWidth = 3;
  context.strokeText(text, x, y);
  context.fillStyle = theme.ink;
  context.fillText(text, x, y);
}

/** Rings around what is pointed at, in focus, selected. @param {CanvasRenderingContext2D} context @param {Frame} frame */
function drawMarks(context, { hovered, focused, selected, theme }) {
  if (selected) ring(context, selected, 5, 2.5, theme.ink);
  if (hovered) ring(context, hovered, 4, 1.5, theme.accent);
  if (focused) ring(context, focused, 7, 3, theme.focus);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Cluster} cluster
 * @param {number} beyond its edge
 * @param {number} width
 * @param {string} colour
 */
function ring(context, cluster, beyond, width, colour) {
  context.beginPath();
  context.arc(cluster.x, cluster.y, reachOf(cluster) + beyond, 0, 2 * Math.PI);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Theme} theme */
function drawScale(context, view, theme) {
  const { width, text } = scaleBar(view);
  const [left, bottom] = [10, view.height - 10];
  context.strokeStyle = theme.quiet;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, bottom - 5);
  context.lineTo(left, bottom);
  context.lineTo(left + width, bottom);
  context.lineTo(left + width, bottom - 5);
  context.stroke();
  context.font = `11px ${FONT.family}`;
  context.textAlign = "left";
  context.textBaseline = "bottom";
  context.direction = "ltr";
  context.strokeStyle = theme.ground;
  context.lineWidth = 3;
  context.strokeText(text, left + 5, bottom - 3);
  context.fillStyle = theme.quiet;
  context.fillText(text, left + 5, bottom - 3);
}
