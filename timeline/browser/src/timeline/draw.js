/**
 * Draws one frame: axis, rows, lanes, marks with their labels, or one mark a pixel and lane with a histogram. Says what
 * it drew where.
 */

import { longestOfPixels } from "./aggregate.js";
import { paintAxis } from "./axis.js";
import { paintHistogram } from "./histogram.js";
import { directionOf, labelOf } from "./labels.js";
import { lanesAbove } from "./layout.js";
import { paintShape } from "./paint.js";
import { shapeOf } from "./shape.js";
import { AXIS, EDGE, FONT, HISTOGRAM, LANE, MARK, ROW, THIN_LANE } from "./sizes.js";
import { withAlpha } from "./theme.js";

/** @typedef {import("./aggregate.js").Bucket} Bucket */
/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./labels.js").Measure} Measure */
/** @typedef {import("./layout.js").Layout} Layout */
/** @typedef {import("./scale.js").Scale} Scale */
/** @typedef {import("./shape.js").Part} Part */
/** @typedef {import("./theme.js").Theme} Theme */

/**
 * What was drawn of an event, in pixels from the top left of the canvas.
 * @typedef {object} Drawn
 * @property {number} index of the event
 * @property {string} row id of its row
 * @property {number} lane counted through all rows
 * @property {number} x
 * @property {number} y the top of its lane
 * @property {number} width
 * @property {number} height of its lane
 * @property {import("../model.js").Standing} standing
 * @property {boolean} soft
 * @property {Part[]} parts none where there is one mark a pixel and lane
 * @property {string} label as drawn; "" where there was no room
 * @property {number} labelX
 * @property {number} labelWidth
 * @property {"ltr" | "rtl"} direction of the label
 */

/**
 * @typedef {object} Frame
 * @property {Scale} scale
 * @property {number} height of the canvas
 * @property {number} scroll how far the rows are scrolled
 * @property {Layout} layout
 * @property {Columns} columns
 * @property {Measure} measure
 * @property {Theme} theme
 * @property {Bucket[] | null} buckets of the histogram, where there is one
 * @property {number} longest the widest label
 * @property {number} selected index of an event, or -1
 * @property {number} hovered
 * @property {{event: number, lane: number} | null} focused
 * @property {string} [nothing] what is said where there is nothing
 */

/** @param {Frame} frame where the rows end and the histogram begins */
function bottomOf(frame) {
  return frame.height - (frame.buckets ? HISTOGRAM.height : 0);
}

/**
 * @param {CanvasRenderingContext2D} context scaled to CSS pixels
 * @param {Frame} frame
 * @returns {Drawn[]} what it drew; for one mark a pixel and lane nothing, see `thinMarks`
 */
export function drawFrame(context, frame) {
  const { scale, height, theme } = frame;
  const bottom = bottomOf(frame);
  context.font = `${FONT.size}px ${FONT.family}`;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.direction = "ltr";
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, scale.width, height);
  paintAxis(context, scale, height, theme, frame.measure);
  context.save();
  context.beginPath();
  context.rect(0, AXIS.height, scale.width, bottom - AXIS.height);
  context.clip();
  const drawn = drawLanes(context, frame, bottom);
  drawHeads(context, frame, bottom);
  context.restore();
  if (frame.buckets) paintHistogram(context, scale, bottom, frame.buckets, theme, frame.measure);
  if (frame.nothing) drawNothing(context, frame.nothing, frame, bottom);
  return drawn;
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {number} bottom */
function drawLanes(context, frame, bottom) {
  /** @type {Drawn[]} */
  const drawn = [];
  const longest = frame.layout.thin ? bucketsFor(frame) : null;
  for (const { lane, row, y } of lanesInView(frame, bottom)) {
    if (longest) drawThinLane(context, frame, lane, y, longest);
    else drawLane(context, frame, lane, row, y, drawn);
  }
  return drawn;
}

/**
 * @typedef {object} LaneInView
 * @property {number} lane
 * @property {string} row id of its row
 * @property {number} y its top
 */

/** @param {Frame} frame @param {number} bottom @returns {LaneInView[]} */
function lanesInView(frame, bottom) {
  const { layout, scroll } = frame;
  const top = AXIS.height - scroll;
  const height = layout.thin ? THIN_LANE.height : LANE.height;
  const found = [];
  let row = 0;
  for (let lane = lanesAbove(layout, scroll - height); lane < layout.laneTop.length; lane += 1) {
    const y = top + layout.laneTop[lane];
    if (y >= bottom) break;
    while (layout.rows[row].lastLane <= lane) row += 1;
    found.push({ lane, row: layout.rows[row].id, y });
  }
  return found;
}

/** @param {Frame} frame */
function bucketsFor(frame) {
  return new Int32Array(Math.ceil(frame.scale.width / THIN_LANE.least) + 1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {number} lane
 * @param {string} row
 * @param {number} y
 * @param {Drawn[]} drawn
 */
function drawLane(context, frame, lane, row, y, drawn) {
  const { layout, columns, scale, theme } = frame;
  const end = layout.laneStart[lane + 1];
  const start = Math.max(firstInView(frame, layout.laneStart[lane], end) - 1, layout.laneStart[lane]);
  for (let i = start; i < end; i += 1) {
    const index = layout.marks[i];
    // A disc or a short bar reaches to both sides of its moment.
    if (scale.x(columns.first[index]) > scale.width + MARK.least) break;
    const event = columns.events[index];
    const soft = event.approximate || event.uncertain;
    const shape = shapeOf(event.spans, event.second, soft, scale);
    const next = i + 1 < end ? leftOf(frame, layout.marks[i + 1]) : Infinity;
    const label = placeLabel(frame, labelOf(event), leftOf(frame, index), shape.right, next);
    if (shape.right < 0 && label.x + label.width < 0) continue;
    const of = { standing: event.standing, soft, colour: columns.colour[index] };
    const ring = ringOf(frame, index, lane);
    if (ring) paintRing(context, ring, shape, label, y, theme);
    paintShape(context, shape, y + LANE.middle, of, theme);
    if (label.text) paintLabel(context, label, y, event.standing === "denied", index === frame.hovered, theme);
    drawn.push({
      index,
      row,
      lane,
      x: shape.left,
      y,
      width: shape.right - shape.left,
      height: LANE.height,
      standing: event.standing,
      soft,
      parts: shape.parts,
      label: label.text,
      labelX: label.x,
      labelWidth: label.width,
      direction: label.direction,
    });
  }
}

/**
 * The first mark of a lane that ends in view or beyond: they do not overlap, so their ends ascend.
 * @param {Frame} frame
 * @param {number} start
 * @param {number} end
 */
function firstInView(frame, start, end) {
  const { layout, columns, scale } = frame;
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns.last[layout.marks[middle]] < scale.from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {Frame} frame @param {number} index where the event's mark begins, in pixels */
function leftOf(frame, index) {
  const { first, last, point, several } = frame.columns;
  const begin = frame.scale.x(first[index]);
  const middle = (begin + frame.scale.x(last[index])) / 2;
  const half = point[index] ? MARK.radius : MARK.least / 2;
  return middle - half < begin ? middle - half : begin - (several[index] ? half : 0);
}

/**
 * Where a label stands: at its mark's begin, or kept in view as long as the mark is; never further than its room.
 * @param {Frame} frame
 * @param {string} text
 * @param {number} left
 * @param {number} right
 * @param {number} next where the next mark of the lane begins
 */
function placeLabel(frame, text, left, right, next) {
  const whole = frame.measure.upTo(text, frame.longest);
  // At the edge it stays until its mark has all but gone or the next one pushes it out.
  const last = Math.max(right - whole, Math.min(next - MARK.gap - whole, right - MARK.least));
  const x = left >= EDGE ? left : Math.max(left, Math.min(EDGE, last));
  const room = Math.min(next - MARK.gap - x, frame.longest);
  return { x, direction: directionOf(text), ...frame.measure.cut(text, room) };
}

/** @typedef {ReturnType<typeof placeLabel>} Label */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Label} label
 * @param {number} y
 * @param {boolean} struck
 * @param {boolean} underlined
 * @param {Theme} theme
 */
function paintLabel(context, label, y, struck, underlined, theme) {
  context.direction = label.direction;
  context.fillStyle = theme.ink;
  context.fillText(label.text, label.x, y + LANE.baseline);
  if (struck) context.fillRect(label.x, y + LANE.baseline - 4, label.width, 1);
  if (underlined) context.fillRect(label.x, y + LANE.baseline + 2, label.width, 1);
}

/** @param {Frame} frame @param {number} index @param {number} lane @returns {"focused" | "selected" | ""} */
function ringOf(frame, index, lane) {
  if (frame.focused && frame.focused.event === index && frame.focused.lane === lane) return "focused";
  return frame.selected === index ? "selected" : "";
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {"focused" | "selected"} ring
 * @param {{left: number, right: number}} shape
 * @param {Label} label
 * @param {number} y
 * @param {Theme} theme
 */
function paintRing(context, ring, shape, label, y, theme) {
  const left = Math.min(shape.left, label.text ? label.x : Infinity) - 3;
  const right = Math.max(shape.right, label.x + label.width) + 3;
  context.beginPath();
  context.roundRect(left, y - 1, right - left, LANE.height - 1, 4);
  if (ring === "selected") {
    context.globalAlpha = 0.16;
    context.fillStyle = theme.accent;
    context.fill();
    context.globalAlpha = 1;
  }
  context.strokeStyle = ring === "focused" ? theme.focus : theme.accent;
  context.lineWidth = ring === "focused" ? 2.5 : 1.5;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {number} lane
 * @param {number} y
 * @param {Int32Array} longest
 */
function drawThinLane(context, frame, lane, y, longest) {
  const { layout, columns, scale, theme } = frame;
  const [start, end] = [layout.laneStart[lane], layout.laneStart[lane + 1]];
  longestOfPixels(layout.marks, start, end, columns, scale, THIN_LANE.least, longest);
  let [colour, from, to] = [-1, 0, 0];
  for (let bucket = 0; bucket < longest.length; bucket += 1) {
    const index = longest[bucket];
    if (index < 0) continue;
    const [x, right] = thinEnds(frame, index);
    // Neighbours of one colour are painted at once.
    if (columns.colour[index] === colour && x <= to) {
      if (right > to) to = right;
      continue;
    }
    if (to > from) context.fillRect(from, y, to - from, THIN_LANE.thick);
    [from, to] = [x, right];
    if (columns.colour[index] !== colour) {
      colour = columns.colour[index];
      context.fillStyle = withAlpha(theme.types[colour], 1);
    }
  }
  if (to > from) context.fillRect(from, y, to - from, THIN_LANE.thick);
  markThin(context, frame, lane, y);
}

/** @param {Frame} frame @param {number} index @returns {[number, number]} */
function thinEnds(frame, index) {
  const { columns, scale } = frame;
  const x = Math.max(scale.x(columns.knownFirst[index]), -1);
  return [x, Math.min(Math.max(scale.x(columns.knownLast[index]), x + THIN_LANE.least), scale.width + 1)];
}

/**
 * The marks of a frame that has one a pixel and lane: made when they are asked for, not in every frame.
 * @param {Frame} frame
 * @param {number} [only] the one lane that is asked for
 * @returns {Drawn[]}
 */
export function thinMarks(frame, only = -1) {
  const { layout, columns, scale } = frame;
  const longest = bucketsFor(frame);
  /** @type {Drawn[]} */
  const found = [];
  for (const { lane, row, y } of lanesInView(frame, bottomOf(frame))) {
    if (only >= 0 && lane !== only) continue;
    const [start, end] = [layout.laneStart[lane], layout.laneStart[lane + 1]];
    longestOfPixels(layout.marks, start, end, columns, scale, THIN_LANE.least, longest);
    for (const index of longest) if (index >= 0) found.push(thinMark(frame, index, row, lane, y));
  }
  return found;
}

/**
 * @param {Frame} frame
 * @param {number} index
 * @param {string} row
 * @param {number} lane
 * @param {number} y
 * @returns {Drawn}
 */
function thinMark(frame, index, row, lane, y) {
  const [x, right] = thinEnds(frame, index);
  return {
    index,
    row,
    lane,
    x,
    y,
    width: right - x,
    height: THIN_LANE.height,
    standing: frame.columns.events[index].standing,
    soft: false,
    parts: [],
    label: "",
    labelX: x,
    labelWidth: 0,
    direction: "ltr",
  };
}

/**
 * Rings around what is focused and selected: also where another mark stands for it.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {number} lane
 * @param {number} y
 */
function markThin(context, frame, lane, y) {
  const { layout, columns, scale, theme, focused, selected } = frame;
  if (focused?.lane !== lane && selected < 0) return;
  for (let i = layout.laneStart[lane]; i < layout.laneStart[lane + 1]; i += 1) {
    const index = layout.marks[i];
    const ring = ringOf(frame, index, lane);
    if (!ring) continue;
    const x = Math.max(scale.x(columns.knownFirst[index]), -9);
    const right = Math.min(scale.x(columns.knownLast[index]), scale.width + 9);
    context.strokeStyle = ring === "focused" ? theme.focus : theme.accent;
    context.lineWidth = 2.5;
    context.strokeRect(x - 3, y - 2, Math.max(right - x, THIN_LANE.least) + 6, THIN_LANE.thick + 4);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {number} bottom */
function drawHeads(context, frame, bottom) {
  const { layout, theme, scale, measure } = frame;
  const top = AXIS.height - frame.scroll;
  for (const row of layout.rows) {
    if (row.name === "" || top + row.bottom <= AXIS.height) continue;
    if (top + row.top >= bottom) break;
    // The head of a row that is scrolled half out stays at the top, until the next one pushes it.
    const y = Math.max(top + row.top, Math.min(AXIS.height, top + row.bottom - ROW.head));
    context.fillStyle = theme.ground;
    context.fillRect(0, y, scale.width, ROW.head);
    context.fillStyle = theme.line;
    context.fillRect(0, y, scale.width, 1);
    const count = String(row.count);
    const room = scale.width - 3 * EDGE - measure.upTo(count, scale.width);
    const name = measure.cut(row.name, room / 1.08);
    context.direction = directionOf(name.text);
    context.fillStyle = theme.ink;
    context.font = `600 ${FONT.size}px ${FONT.family}`;
    context.fillText(name.text, EDGE, y + 15);
    const end = EDGE + context.measureText(name.text).width;
    context.font = `${FONT.size}px ${FONT.family}`;
    context.direction = "ltr";
    context.fillStyle = theme.quiet;
    context.fillText(count, end + 2 * EDGE, y + 15);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {Frame} frame
 * @param {number} bottom
 */
function drawNothing(context, text, frame, bottom) {
  context.direction = "ltr";
  context.fillStyle = frame.theme.quiet;
  context.textAlign = "center";
  context.fillText(text, frame.scale.width / 2, (AXIS.height + bottom) / 2, frame.scale.width - 2 * EDGE);
  context.textAlign = "left";
}
