/**
 * The timeline to look at: events on a canvas, each drawn as it is known.
 *
 * `createTimeline(container, options)` fills the container, which has a height of its own (240 pixels at least). What
 * is seen can be moved, zoomed, filtered and set in rows; what is picked is told. Nothing else of the page is touched.
 */

import { contextOf, sizeCanvas, widthIn } from "../canvas.js";
import { bucketsOf, countIn, densityOf } from "./aggregate.js";
import { columnsOf, countBelow, countUpTo } from "./columns.js";
import { makeElements } from "./dom.js";
import { drawFrame, thinMarks } from "./draw.js";
import { listenToKeys } from "./keys.js";
import { Measure } from "./labels.js";
import { laneAt, laneOf, Layouter, layoutScale } from "./layout.js";
import { listenToPointers } from "./pointer.js";
import { isRowKind, rowsOf } from "./rows.js";
import { allowed, around, Scale } from "./scale.js";
import { AXIS, CLOSE, FONT, HISTOGRAM, LANE, MARK, THIN_LANE, TOO_MANY } from "./sizes.js";
import { eventText, eventsText, fillOptions, summaryText, windowText } from "./spoken.js";
import { printTheme, readTheme } from "./theme.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("./aggregate.js").Bucket} Bucket */
/** @typedef {import("./draw.js").Drawn} Drawn */
/** @typedef {import("./layout.js").Layout} Layout */
/** @typedef {import("./rows.js").RowKind} RowKind */

/**
 * @typedef {object} TimelineOptions
 * @property {Model} model
 * @property {(index: number) => void} [onPick] an event was clicked, or Enter pressed on it
 * @property {(fromDay: number, toDay: number) => void} [onWindow] the first and the last day in view, when a person
 *   has moved and come to rest; not for `setWindow`
 * @property {(fromDay: number, toDay: number, buckets: number) => Promise<Bucket[]>} [density] how many began and were
 *   under way, where the model does not hold all: then there is always a histogram
 * @property {string} [label] what it is called by screen readers
 */

/** How long until one has come to rest, in milliseconds: what is costly or would chatter waits for it. */
const REST = 140;
const ANIMATION = 160;
/** How much of the width a label takes at most. */
const LABEL_OF_WIDTH = 0.6;
/** In pixels: what is near enough to be meant. */
const REACH = 10;
/** No picture for print is higher, in CSS pixels: about a page. */
const PICTURE_HEIGHT = 1300;
const PICTURE_DENSITY = 2;

/**
 * @param {HTMLElement} container
 * @param {TimelineOptions} options
 * @returns {Timeline}
 */
export function createTimeline(container, options) {
  return new Timeline(container, options);
}

export class Timeline {
  /**
   * @param {HTMLElement} container
   * @param {TimelineOptions} options
   */
  constructor(container, options) {
    this.options = options;
    this.model = options.model;
    this.elements = makeElements(container, options.label ?? "Timeline");
    this.context = contextOf(this.elements.canvas);
    this.measure = new Measure(widthIn(this.context, `${FONT.size}px ${FONT.family}`));
    this.columns = columnsOf(this.model.events);
    this.layouter = new Layouter(this.columns, this.measure);
    this.theme = readTheme(this.elements.root);
    this.visible = new Uint8Array(this.columns.count).fill(1);
    /** @type {RowKind} */
    this.rowKind = "";
    this.rows = rowsOf(this.model, this.columns.byBegin, "");
    this.order = this.columns.byBegin;
    this.begins = new Float64Array(0);
    this.ends = new Float64Array(0);
    /** @type {{key: string, layout: Layout} | null} */
    this.placed = null;
    /** @type {Drawn[]} */
    this.drawn = [];
    /** @type {import("./draw.js").Frame | null} the last one drawn */
    this.frame = null;
    this.undated = 0;
    /** @type {Bucket[] | null} what the server answered */
    this.told = null;
    this.asked = 0;
    this.selected = -1;
    this.hovered = -1;
    /** @type {{event: number, row: string} | null} */
    this.focused = null;
    this.pending = 0;
    this.resting = 0;
    this.moved = false;
    /** @type {[number, number]} where one is, or is going */
    this.target = [0, 1];
    /** @type {{from: [number, number], begun: number} | null} */
    this.animation = null;
    this.listening = new AbortController();
    this.sort();
    this.target = this.all();
    this.listen();
    this.render();
    this.settle();
  }

  listen() {
    const { signal } = this.listening;
    const { scroller, options, root } = this.elements;
    listenToPointers(this, this.elements, signal);
    listenToKeys(this, scroller, signal);
    scroller.addEventListener("scroll", () => this.schedule(), { signal });
    scroller.addEventListener("focus", () => this.schedule(), { signal });
    scroller.addEventListener("blur", () => this.schedule(), { signal });
    options.addEventListener("click", (event) => {
      const option = /** @type {HTMLElement} */ (event.target).closest("[data-index]");
      if (option instanceof HTMLElement) this.options.onPick?.(Number(option.dataset.index));
    }, { signal });
    this.observer = new ResizeObserver(() => this.render());
    this.observer.observe(scroller);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", () => this.redraw(), { signal });
    // The ratio of pixels changes with the browser's own zoom, or on another screen.
    root.ownerDocument.defaultView?.addEventListener("resize", () => this.schedule(), { signal });
  }

  // What the page asks.

  /** @param {Uint8Array} mask 1 for each event that is shown, in the order of the model */
  setVisible(mask) {
    if (mask.length !== this.columns.count) {
      throw new RangeError(`a mask for ${mask.length} events, where there are ${this.columns.count}`);
    }
    this.visible = mask.map((shown) => (shown ? 1 : 0));
    this.sort();
    this.placed = null;
    if (this.focused && !this.visible[this.focused.event]) this.focused = null;
    this.schedule();
    this.settle();
  }

  /**
   * Shows the days from..to, both included, as nearly as can be.
   * @param {number} from
   * @param {number} to
   */
  setWindow(from, to) {
    if (!Number.isFinite(from) || !Number.isFinite(to)) return;
    this.moveTo(allowed(Math.min(from, to), Math.max(from, to) + 1), false, false);
  }

  /** The first and the last day in view, both included: where one is going, if under way. @returns {[number, number]} */
  window() {
    const [from, to] = this.target;
    return [Math.floor(from), Math.max(Math.ceil(to) - 1, Math.floor(from))];
  }

  /** @param {number | null} index of the event that is marked and brought into view; null for none */
  select(index) {
    this.selected = index ?? -1;
    if (index !== null && this.isShown(index)) this.bringIntoView(index, "");
    this.schedule();
  }

  /** @param {string} kind "" for one row, "actor", "place", "type" or "source" for a row each */
  setRows(kind) {
    if (!isRowKind(kind)) throw new RangeError(`no rows by "${kind}": "", actor, place, type or source`);
    this.rowKind = kind;
    this.rows = rowsOf(this.model, this.columns.byBegin, kind);
    this.placed = null;
    this.elements.scroller.scrollTop = 0;
    this.schedule();
  }

  /**
   * The event drawn at a place, in CSS pixels from the canvas's top left; null where there is none.
   * @param {number} x
   * @param {number} y
   * @returns {number | null}
   */
  hitTest(x, y) {
    const { frame } = this;
    if (!frame || y < AXIS.height || y >= frame.height - this.histogramHeight(frame.layout.thin)) return null;
    const lane = laneAt(frame.layout, y - AXIS.height + frame.scroll);
    if (lane < 0) return null;
    const marks = frame.layout.thin ? thinMarks(frame, lane) : this.drawn.filter((mark) => mark.lane === lane);
    /** @type {Drawn | null} */
    let nearest = null;
    let least = REACH;
    for (const mark of marks) {
      const distance = distanceTo(mark, x);
      // The last one drawn lies on top.
      if (distance <= least) [nearest, least] = [mark, distance];
    }
    return nearest ? nearest.index : null;
  }

  /** What is drawn, where, and how: as it is now, whatever waits for the next frame. */
  marks() {
    if (this.pending !== 0) this.render();
    if (this.frame?.layout.thin) return thinMarks(this.frame);
    return this.drawn;
  }

  /**
   * The window as a picture on white, for print: a PNG as a data URL, twice as dense as the screen.
   * @param {number} width in CSS pixels
   */
  picture(width) {
    const scale = new Scale(...this.target, width);
    const rows = PICTURE_HEIGHT - AXIS.height - HISTOGRAM.height;
    let thin = this.isThin(this.target);
    const perDay = layoutScale(scale.perDay);
    // No more lanes than it takes before labels give way.
    let layout = this.layouter.layout(this.rows, this.visible, perDay, rows / 2, thin);
    if (layout.height > rows && !thin) {
      thin = true;
      layout = this.layouter.layout(this.rows, this.visible, perDay, rows / 2, thin);
    }
    const height = Math.min(layout.height, rows) + AXIS.height + this.histogramHeight(thin) + MARK.gap;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * PICTURE_DENSITY);
    canvas.height = Math.round(height * PICTURE_DENSITY);
    const context = contextOf(canvas);
    context.scale(PICTURE_DENSITY, PICTURE_DENSITY);
    drawFrame(context, {
      scale,
      height,
      scroll: 0,
      layout,
      columns: this.columns,
      measure: this.measure,
      theme: printTheme(),
      buckets: this.buckets(scale, thin),
      longest: this.layouter.longest,
      selected: -1,
      hovered: -1,
      focused: null,
      nothing: this.nothing(),
    });
    return canvas.toDataURL("image/png");
  }

  /** Draws anew with the colours as they are now. */
  redraw() {
    this.theme = readTheme(this.elements.root);
    this.schedule();
  }

  destroy() {
    this.listening.abort();
    this.observer?.disconnect();
    cancelAnimationFrame(this.pending);
    clearTimeout(this.resting);
    this.asked += 1;
    this.elements.root.remove();
  }

  // What a person does.

  /** @param {number} pixels */
  dragBy(pixels) {
    this.moveTo(this.scale().panned(pixels), false);
  }

  /** @param {number} part of the window; above 0 to what was earlier */
  pan(part) {
    const [from, to] = this.target;
    const days = (to - from) * part;
    this.moveTo(allowed(from - days, to - days), true);
  }

  /** @param {number} factor @param {number} x */
  zoomAt(factor, x) {
    this.moveTo(this.scale().zoomed(factor, x), false);
  }

  /** Closer to, or further from, the event in focus where there is one in view. @param {number} factor */
  zoom(factor) {
    const scale = this.scale();
    const mark = this.focused && this.drawn.find((each) => each.index === this.focused?.event);
    const x = mark ? Math.min(Math.max(mark.x + mark.width / 2, 0), scale.width) : scale.width / 2;
    this.moveTo(scale.zoomed(factor, x), true);
  }

  showAll() {
    this.moveTo(this.all(), true);
  }

  /** @param {number} index of an event, or -1 */
  hover(index) {
    if (index === this.hovered) return;
    this.hovered = index;
    this.elements.canvas.style.cursor = index >= 0 ? "pointer" : "";
    this.schedule();
  }

  /** @param {number} x @param {number} y */
  pickAt(x, y) {
    const { scroller } = this.elements;
    scroller.focus({ preventScroll: true });
    const index = this.hitTest(x, y);
    if (index === null) return;
    const row = this.frame?.layout.rows.find((each) => each.bottom > y - AXIS.height + scroller.scrollTop);
    this.focused = { event: index, row: row?.id ?? "" };
    this.settle();
    this.schedule();
    this.options.onPick?.(index);
  }

  pickFocused() {
    if (this.focused) this.options.onPick?.(this.focused.event);
    else this.focusBeside(1);
  }

  leave() {
    this.focused = null;
    this.elements.scroller.blur();
    this.schedule();
    this.settle();
  }

  /** The event before or after the one in focus; the first in view where none is. @param {-1 | 1} step */
  focusBeside(step) {
    const { order, focused } = this;
    if (order.length === 0) return;
    let at;
    if (focused) at = order.indexOf(focused.event) + step;
    else at = this.firstInView() - (step < 0 ? 1 : 0);
    this.focus(order[Math.min(Math.max(at, 0), order.length - 1)], focused?.row ?? "");
  }

  /** @param {-1 | 1} side the first or the last event */
  focusEnd(side) {
    if (this.order.length > 0) this.focus(this.order[side < 0 ? 0 : this.order.length - 1], this.focused?.row ?? "");
  }

  /** The event of the next lane that is nearest in time. @param {-1 | 1} step */
  focusLane(step) {
    const { layout, scale } = this.ready();
    const lane = this.focusedLane(layout);
    if (lane < 0 || !this.focused) return this.focusBeside(1);
    const next = lane + step;
    if (next < 0 || next >= layout.laneTop.length) return;
    const middle = Math.min(Math.max(this.middleOf(this.focused.event), scale.from), scale.to);
    let nearest = -1;
    let least = Infinity;
    for (let i = layout.laneStart[next]; i < layout.laneStart[next + 1]; i += 1) {
      const distance = this.distance(layout.marks[i], middle);
      if (nearest < 0 || distance < least) [nearest, least] = [layout.marks[i], distance];
    }
    const row = layout.rows.find((each) => next < each.lastLane);
    this.focus(nearest, row?.id ?? "");
  }

  /** @param {number} event @param {string} row */
  focus(event, row) {
    this.focused = { event, row };
    this.bringIntoView(event, row);
    this.tellOptions();
    this.schedule();
  }

  // Where things are.

  /** @returns {[number, number]} the window that shows all that has a bound */
  all() {
    let first = Infinity;
    let last = -Infinity;
    for (const index of this.order) {
      for (const span of this.model.events[index].spans) {
        for (const day of [span.beginEarliest, span.beginLatest, span.endEarliest, span.endLatest]) {
          if (!Number.isFinite(day)) continue;
          if (day < first) first = day;
          if (day + 1 > last) last = day + 1;
        }
      }
    }
    if (first > last) return this.target[1] > 1 ? this.target : around(today() - YEARS, today() + YEARS);
    return around(first, last, Math.min(ROOM_OF_LAST / this.width(), MOST_ROOM));
  }

  /** Begins and ends of what is visible, ascending: all counts come from them. */
  sort() {
    const { byBegin, byEnd, first, last } = this.columns;
    this.order = byBegin.filter((index) => this.visible[index] === 1);
    this.begins = Float64Array.from(this.order, (index) => first[index]);
    this.ends = Float64Array.from(byEnd.filter((index) => this.visible[index] === 1), (index) => last[index]);
    this.undated = this.visible.reduce((sum, shown) => sum + shown, 0) - this.order.length;
  }

  width() {
    return Math.max(this.elements.scroller.clientWidth, 1);
  }

  /** The scale of where one is going. */
  scale() {
    return new Scale(...this.target, this.width());
  }

  /** @param {[number, number]} window */
  isThin([from, to]) {
    return to - from > CLOSE && countIn(this.begins, this.ends, from, to) > TOO_MANY;
  }

  /** @param {boolean} thin */
  histogramHeight(thin) {
    return thin || this.options.density ? HISTOGRAM.height : 0;
  }

  /** The layout of where one is going. */
  ready() {
    const scale = this.scale();
    return { scale, layout: this.layoutFor(scale) };
  }

  /** @param {Scale} scale */
  layoutFor(scale) {
    const thin = this.isThin([scale.from, scale.to]);
    const perDay = layoutScale(scale.perDay);
    const height = this.elements.scroller.clientHeight - AXIS.height - this.histogramHeight(thin);
    const longest = Math.min(MARK.label, Math.round(LABEL_OF_WIDTH * scale.width));
    const key = `${perDay} ${thin} ${height} ${longest}`;
    if (this.placed?.key !== key) {
      this.layouter.longest = longest;
      const layout = this.layouter.layout(this.rows, this.visible, perDay, height, thin);
      this.placed = { key, layout };
    }
    return this.placed.layout;
  }

  /** The lane of the event in focus, or -1. @param {Layout} layout */
  focusedLane(layout) {
    return this.focused ? laneOf(layout, this.focused.event, this.focused.row) : -1;
  }

  /** @param {number} index */
  isShown(index) {
    return this.visible[index] === 1 && this.model.events[index].spans.length > 0;
  }

  /** @param {number} index a moment of the event that is finite */
  middleOf(index) {
    const { first, last } = this.columns;
    if (Number.isFinite(first[index]) && Number.isFinite(last[index])) return (first[index] + last[index]) / 2;
    if (Number.isFinite(first[index])) return first[index];
    if (Number.isFinite(last[index])) return last[index];
    return (this.target[0] + this.target[1]) / 2;
  }

  /** @param {number} index @param {number} time how far the event is from it, in days */
  distance(index, time) {
    return Math.max(this.columns.first[index] - time, time - this.columns.last[index], 0);
  }

  /** The place in `order` of the first event that begins in view, or of the last there is. */
  firstInView() {
    return Math.min(countBelow(this.begins, this.target[0]), this.order.length - 1);
  }

  /** Moves and scrolls no further than it takes. @param {number} index @param {string} row */
  bringIntoView(index, row) {
    const [from, to] = this.target;
    const air = (to - from) * 0.05;
    const [first, last] = [this.columns.first[index], this.columns.last[index]];
    if (last < from + air || first > to - air) {
      const middle = this.middleOf(index);
      this.moveTo(allowed(middle - (to - from) / 2, middle + (to - from) / 2), true);
    }
    const { layout } = this.ready();
    const { scroller } = this.elements;
    const lane = laneOf(layout, index, row);
    if (lane < 0) return;
    const height = scroller.clientHeight - AXIS.height - this.histogramHeight(layout.thin);
    const laneHeight = layout.thin ? THIN_LANE.height : LANE.height;
    const top = layout.laneTop[lane];
    this.stretch(layout);
    if (top - LANE.height < scroller.scrollTop) scroller.scrollTop = top - LANE.height;
    else if (top + laneHeight > scroller.scrollTop + height) scroller.scrollTop = top + laneHeight - height;
  }

  // Moving and drawing.

  /**
   * @param {[number, number]} window
   * @param {boolean} smoothly
   * @param {boolean} [byPerson]
   */
  moveTo(window, smoothly, byPerson = true) {
    const shown = this.shown();
    this.target = window;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.animation = smoothly && !calm ? { from: shown, begun: performance.now() } : null;
    if (byPerson) this.moved = true;
    this.schedule();
    this.settle();
  }

  /** What is in view right now, under way or not. @returns {[number, number]} */
  shown() {
    if (!this.animation) return this.target;
    const part = Math.min((performance.now() - this.animation.begun) / ANIMATION, 1);
    if (part >= 1) {
      this.animation = null;
      return this.target;
    }
    const eased = 1 - (1 - part) ** 3;
    const [from, to] = this.animation.from;
    return [from + (this.target[0] - from) * eased, to + (this.target[1] - to) * eased];
  }

  schedule() {
    if (this.pending === 0) this.pending = requestAnimationFrame(() => this.render());
  }

  render() {
    cancelAnimationFrame(this.pending);
    this.pending = 0;
    const { scroller } = this.elements;
    const height = scroller.clientHeight;
    if (scroller.clientWidth === 0 || height === 0) return;
    const [from, to] = this.shown();
    const scale = new Scale(from, to, this.width());
    const layout = this.layoutFor(scale);
    this.stretch(layout);
    sizeCanvas(this.elements.canvas, this.context, scale.width, height);
    const lane = this.focusedLane(layout);
    const hasFocus = scroller.ownerDocument.activeElement === scroller;
    this.frame = {
      scale,
      height,
      scroll: scroller.scrollTop,
      layout,
      columns: this.columns,
      measure: this.measure,
      theme: this.theme,
      buckets: this.buckets(scale, layout.thin),
      longest: this.layouter.longest,
      selected: this.selected,
      hovered: this.hovered,
      focused: this.focused && hasFocus ? { event: this.focused.event, lane } : null,
      nothing: this.nothing(),
    };
    this.drawn = drawFrame(this.context, this.frame);
    this.tellCaption();
    if (this.animation) this.schedule();
  }

  /** Room for all rows to scroll in. @param {Layout} layout */
  stretch(layout) {
    const { scroller, inner } = this.elements;
    const all = layout.height + AXIS.height + this.histogramHeight(layout.thin);
    inner.style.height = `${Math.max(all, scroller.clientHeight)}px`;
  }

  nothing() {
    if (this.columns.count === this.columns.undated) return this.columns.count ? "No event has a date" : "No events";
    return this.order.length === 0 ? "No event is left by the filters" : "";
  }

  /** @param {Scale} scale @param {boolean} thin @returns {Bucket[] | null} */
  buckets(scale, thin) {
    if (this.options.density) return this.told ?? [];
    if (!thin) return null;
    const [from, to] = [Math.floor(scale.from), Math.ceil(scale.to) - 1];
    return densityOf(this.begins, this.ends, bucketsOf(from, to, Math.ceil(scale.width / HISTOGRAM.bucket)));
  }

  // What is told.

  /** What waits until one has come to rest. */
  settle() {
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => {
      this.tellOptions();
      this.askDensity();
      if (!this.moved) return;
      this.moved = false;
      const [from, to] = this.window();
      const count = countIn(this.begins, this.ends, ...this.target);
      this.elements.status.textContent = `${windowText(from, to)}: ${eventsText(count)}`;
      this.options.onWindow?.(from, to);
    }, REST);
  }

  askDensity() {
    if (!this.options.density) return;
    this.asked += 1;
    const question = this.asked;
    const [from, to] = this.window();
    this.options.density(from, to, Math.ceil(this.width() / HISTOGRAM.bucket)).then(
      (buckets) => this.takeDensity(question, buckets),
      () => this.takeDensity(question, null),
    );
  }

  /** @param {number} question an answer to an older one is dropped @param {Bucket[] | null} buckets */
  takeDensity(question, buckets) {
    if (question !== this.asked) return;
    this.told = buckets;
    this.schedule();
  }

  tellOptions() {
    const { options, scroller } = this.elements;
    const focused = this.focused?.event ?? -1;
    const at = focused >= 0 ? this.order.indexOf(focused) : this.firstInView();
    fillOptions(options, scroller, this.order, at, focused, this.model.events);
  }

  tellCaption() {
    const event = this.hovered >= 0 ? this.hovered : (this.focused?.event ?? -1);
    const text = event >= 0 ? eventText(this.model.events[event]) : summaryText(this.counts());
    if (this.elements.caption.textContent !== text) this.elements.caption.textContent = text;
  }

  counts() {
    const [from, to] = this.target;
    return {
      inView: countIn(this.begins, this.ends, from, to),
      before: countUpTo(this.ends, from),
      after: this.begins.length - countBelow(this.begins, to),
      undated: this.undated,
    };
  }
}

const YEARS = 50 * 365;
/** What is free beside the last event, in pixels and as a part of the width at most: for most of its label. */
const ROOM_OF_LAST = 130;
const MOST_ROOM = 0.25;

function today() {
  return Math.floor(Date.now() / 86_400_000) + 719_163;
}

/**
 * How far a place is from a mark or its label, in pixels; a label counts as the mark.
 * @param {Drawn} mark
 * @param {number} x
 */
function distanceTo(mark, x) {
  const toMark = Math.max(mark.x - x, x - mark.x - mark.width, 0);
  if (mark.label === "") return toMark;
  return Math.min(toMark, Math.max(mark.labelX - x, x - mark.labelX - mark.labelWidth, 0));
}
