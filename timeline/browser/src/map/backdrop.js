/**
 * What is behind the clusters: sea, lines and land, kept as a picture somewhat larger than the view.
 *
 * Drawing land is most of a frame's work, and while one moves the map it is the same land. While one zooms it is the
 * same land larger, until one comes to rest.
 */

import { linesIn } from "./measures.js";
import { WORLD } from "./projection.js";

/** @typedef {import("./land.js").Land} Land */
/** @typedef {import("./view.js").View} View */
/** @typedef {import("../timeline/theme.js").Theme} Theme */

/** Of the view's size, to each side. */
const MARGIN = 0.25;
/** How much a picture is stretched or shrunk at most. */
const STRETCH = 2.2;
const LAND = 0.09;

export class Backdrop {
  /** @param {Land} land @param {Theme} theme */
  constructor(land, theme) {
    this.land = land;
    this.theme = theme;
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d", { alpha: false });
    /** @type {View | null} what the picture shows */
    this.view = null;
    this.ratio = 0;
  }

  /**
   * @param {CanvasRenderingContext2D} context in CSS pixels
   * @param {View} view
   * @param {number} ratio pixels of the screen a CSS pixel
   * @param {boolean} sharp whether a picture of another scale will not do
   */
  draw(context, view, ratio, sharp) {
    const kept = this.view && ratio === this.ratio && covers(this.view, view, sharp) ? this.view : this.picture(view, ratio);
    const stretch = view.scale / kept.scale;
    const x = view.width / 2 + (nearest(kept, view) - view.x) * view.scale - (kept.width / 2) * stretch;
    const y = view.height / 2 + (kept.y - view.y) * view.scale - (kept.height / 2) * stretch;
    // On whole pixels of the screen, else land would be blurred.
    const whole = (/** @type {number} */ at) => Math.round(at * ratio) / ratio;
    context.fillStyle = this.theme.ground;
    context.fillRect(0, 0, view.width, view.height);
    context.save();
    withinTheWorld(context, view);
    context.drawImage(this.canvas, whole(x), whole(y), kept.width * stretch, kept.height * stretch);
    context.restore();
  }

  /** @param {View} view @param {number} ratio @returns {View} of a new picture */
  picture(view, ratio) {
    const grown = { ...view, width: Math.ceil(view.width * (1 + 2 * MARGIN)), height: Math.ceil(view.height * (1 + 2 * MARGIN)) };
    this.view = grown;
    this.ratio = ratio;
    this.canvas.width = Math.round(grown.width * ratio);
    this.canvas.height = Math.round(grown.height * ratio);
    const { context, theme } = this;
    if (!context) return grown;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = theme.ground;
    context.fillRect(0, 0, grown.width, grown.height);
    drawLines(context, grown, theme);
    drawLand(context, grown, this.land, theme);
    return grown;
  }
}

/** Where the picture's middle is, of all the worlds side by side. @param {View} kept @param {View} view */
function nearest(kept, view) {
  return kept.x - WORLD.width * Math.round((kept.x - view.x) / WORLD.width);
}

/** @param {View} kept @param {View} view @param {boolean} sharp */
function covers(kept, view, sharp) {
  const stretch = view.scale / kept.scale;
  if (sharp ? stretch !== 1 : stretch > STRETCH || stretch < 1 / STRETCH) return false;
  const [right, down] = [Math.abs(nearest(kept, view) - view.x), Math.abs(kept.y - view.y)];
  return (
    right + view.width / 2 / view.scale <= kept.width / 2 / kept.scale &&
    down + view.height / 2 / view.scale <= kept.height / 2 / kept.scale
  );
}

/** A view that is wider than the world shows it once. @param {CanvasRenderingContext2D} context @param {View} view */
function withinTheWorld(context, { scale, width, height }) {
  const world = WORLD.width * scale;
  if (world >= width) return;
  context.beginPath();
  context.rect((width - world) / 2, 0, world, height);
  context.clip();
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Theme} theme */
function drawLines(context, view, theme) {
  const { x, y } = linesIn(view);
  context.strokeStyle = theme.line;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.beginPath();
  for (const at of x) {
    context.moveTo(Math.round(at) + 0.5, 0);
    context.lineTo(Math.round(at) + 0.5, view.height);
  }
  for (const at of y) {
    context.moveTo(0, Math.round(at) + 0.5);
    context.lineTo(view.width, Math.round(at) + 0.5);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Land} land @param {Theme} theme */
function drawLand(context, view, land, theme) {
  const { scale, width, height } = view;
  const [halfWidth, halfHeight] = [width / 2 / scale, height / 2 / scale];
  const outlines = land.at(scale);
  for (const side of [-WORLD.width, 0, WORLD.width]) {
    const [left, right] = [view.x - halfWidth - side, view.x + halfWidth - side];
    const [top, bottom] = [view.y - halfHeight, view.y + halfHeight];
    const seen = outlines.filter(
      ({ box }) => box.right >= left && box.left <= right && box.bottom >= top && box.top <= bottom,
    );
    if (seen.length === 0) continue;
    context.save();
    context.translate(width / 2, height / 2);
    context.scale(scale, scale);
    context.translate(side - view.x, -view.y);
    context.fillStyle = theme.ink;
    context.globalAlpha = LAND;
    for (const { area } of seen) context.fill(area, "evenodd");
    context.strokeStyle = theme.quiet;
    context.globalAlpha = 0.55;
    context.lineWidth = 0.75 / scale;
    for (const { coast } of seen) context.stroke(coast);
    context.restore();
  }
}
