/**
 * The map: where the events were, on land alone, without a tile or a request.
 *
 * `createMap(container, options)` fills the container, which has a height of its own (240 pixels at least). Places that
 * would lie on one another are clusters, made anew with each zoom; what is picked is told, and, when asked, what part
 * of the world is in view. It moves at once, never by itself: nothing is animated.
 */

import { contextOf, sizeCanvas, widthIn } from "./canvas.js";
import { Backdrop } from "./map/backdrop.js";
import { clustersIn, eventsOf, Places } from "./map/clusters.js";
import { drawMap } from "./map/draw.js";
import { makeElements } from "./map/elements.js";
import { listenToKeys } from "./map/keys.js";
import { LABEL, nameOf, placeLabels } from "./map/labels.js";
import { Land } from "./map/land.js";
import { listenToPointers } from "./map/pointer.js";
import { clusterText, placedText } from "./map/spoken.js";
import { spotsOf } from "./map/spots.js";
import { areaIn, areaOf, centred, fitted, moved, resized, zoomed } from "./map/view.js";
import { Measure } from "./timeline/labels.js";
import { FONT } from "./timeline/sizes.js";
import { readTheme } from "./timeline/theme.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./map/clusters.js").Cluster} Cluster */
/** @typedef {import("./map/land.js").LandFile} LandFile */
/** @typedef {import("./map/view.js").Area} Area */
/** @typedef {import("./map/view.js").View} View */

export { isIn } from "./map/view.js";

/**
 * @typedef {object} MapOptions
 * @property {Model} model
 * @property {LandFile | null} [land] what land.json holds; without it there is sea
 * @property {(indices: number[]) => void} [onPick] a cluster was clicked, or Enter pressed on it: its events that the
 *   filters leave, ascending
 * @property {(area: Area | null) => void} [onArea] only what is in view is wanted, degrees (`isIn` tells whether a point
 *   is in it), each time that the map has come to rest; null: everything again
 * @property {string} [label] what it is called by screen readers
 */

/** How long until one has come to rest, in milliseconds. */
const REST = 140;
/** No list for screen readers is longer: who is lost in it zooms. */
const MOST_OPTIONS = 200;
/** Of the view, by one step of a key. */
const STEP = 0.25;
/** How far beside a disc a click still means it, pixels. */
const REACH = 6;

/**
 * @param {HTMLElement} container
 * @param {MapOptions} options
 * @returns {EventMap}
 */
export function createMap(container, options) {
  return new EventMap(container, options);
}

export class EventMap {
  /**
   * @param {HTMLElement} container
   * @param {MapOptions} options
   */
  constructor(container, options) {
    this.options = options;
    this.events = options.model.events;
    this.names = options.model.names.places;
    this.places = new Places(spotsOf(this.events));
    /** @type {Uint8Array} */
    this.visible = new Uint8Array(this.events.length).fill(1);
    this.elements = makeElements(container, options.label ?? "Map");
    this.context = contextOf(this.elements.canvas, { alpha: false });
    this.measure = new Measure(widthIn(this.context, `${LABEL.size}px ${FONT.family}`));
    this.theme = readTheme(this.elements.root);
    this.backdrop = new Backdrop(new Land(options.land ?? null), this.theme);
    /** @type {View | null} */
    this.view = null;
    /** @type {Cluster[]} */
    this.clusters = [];
    /** Spots that stand for the clusters they are in; -1 for none. */
    this.hovered = -1;
    this.focused = -1;
    this.selected = -1;
    this.onlyHere = false;
    this.pending = 0;
    this.resting = 0;
    this.ended = new AbortController();
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.elements.listbox);
    this.listen();
    this.tellPlaced();
  }

  listen() {
    const { elements } = this;
    const { signal } = this.ended;
    listenToPointers(this, elements, signal);
    listenToKeys(this, elements.listbox, signal);
    for (const [type, touch] of [["focus", "none"], ["blur", "pan-y"]]) {
      elements.listbox.addEventListener(type, () => {
        elements.canvas.style.touchAction = touch;
        this.schedule();
      }, { signal });
    }
    elements.closer.addEventListener("click", () => this.zoomBy(2), { signal });
    elements.further.addEventListener("click", () => this.zoomBy(0.5), { signal });
    elements.whole.addEventListener("click", () => this.showAll(), { signal });
    elements.here.addEventListener("click", () => this.showOnlyHere(!this.onlyHere), { signal });
  }

  // What the page asks.

  /** @param {Uint8Array} mask 1 for each event that the filters leave */
  setVisible(mask) {
    this.visible = mask;
    this.places.setVisible(mask);
    this.schedule();
    this.tellPlaced();
    this.settle(false);
  }

  /** Marks where the event was, and moves there if need be. @param {number | null} index */
  select(index) {
    this.selected = index === null ? -1 : this.places.spots.findIndex((spot) => spot.events.includes(index));
    if (this.selected >= 0 && this.view) {
      const { longitude, latitude } = this.places.spots[this.selected];
      if (!this.isWellInView(this.selected)) this.moveTo(centred(this.view, longitude, latitude));
    }
    this.schedule();
  }

  /** @param {LandFile} land what land.json holds, where it comes later than the map */
  setLand(land) {
    this.backdrop = new Backdrop(new Land(land), this.theme);
    this.schedule();
  }

  /** Takes the page's colours anew. */
  redraw() {
    this.theme = readTheme(this.elements.root);
    this.backdrop = new Backdrop(this.backdrop.land, this.theme);
    this.schedule();
  }

  destroy() {
    this.ended.abort();
    this.observer.disconnect();
    cancelAnimationFrame(this.pending);
    clearTimeout(this.resting);
    this.elements.root.remove();
  }

  /** What is drawn where: for tests. */
  marks() {
    if (this.pending) this.render();
    return this.clusters.map((cluster) => ({
      x: cluster.x,
      y: cluster.y,
      radius: cluster.radius,
      count: cluster.count,
      vague: cluster.vague,
      hidden: cluster.hidden,
      text: this.textOf(cluster),
    }));
  }

  /** What is in view, degrees; null while the map has no size. @returns {Area | null} */
  area() {
    return this.view && areaIn(this.view);
  }

  // What a person does.

  /** @param {number} right pixels @param {number} down */
  dragBy(right, down) {
    if (this.view) this.moveTo(moved(this.view, right, down));
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] */
  zoomBy(factor, x, y) {
    if (this.view) this.moveTo(zoomed(this.view, factor, x, y));
  }

  /** All places of events that the filters leave; where they leave none, all. */
  showAll() {
    const view = this.fit();
    if (view) this.moveTo(view);
  }

  /** @param {number} right -1, 0 or 1 @param {number} down */
  step(right, down) {
    if (this.view) this.dragBy(-right * STEP * this.view.width, -down * STEP * this.view.height);
  }

  /** The nearest cluster in a direction, or the map moves that way. @param {number} right @param {number} down */
  focusTowards(right, down) {
    if (!this.view) return;
    const { width, height } = this.view;
    const from = this.clusterOf(this.focused) ?? { x: width / 2, y: height / 2 };
    let nearest = null;
    let least = Infinity;
    for (const cluster of this.clusters) {
      const [dx, dy] = [cluster.x - from.x, cluster.y - from.y];
      const ahead = dx * right + dy * down;
      const aside = Math.abs(dx * down) + Math.abs(dy * right);
      if (cluster.count === 0 || cluster === from || ahead <= 0 || aside > 2 * ahead || !this.isSeen(cluster)) continue;
      const distance = ahead + 2 * aside;
      if (distance < least) [nearest, least] = [cluster, distance];
    }
    if (nearest) this.focus(nearest);
    else if (this.focused < 0) this.focusGreatest();
    else this.step(right, down);
  }

  focusGreatest() {
    const greatest = this.clusters.find((cluster) => cluster.count > 0 && this.isSeen(cluster));
    if (greatest) this.focus(greatest);
  }

  /** @param {Cluster} cluster */
  focus(cluster) {
    this.focused = cluster.spots[0];
    this.tellOptions();
    this.tellCaption();
    this.schedule();
  }

  leave() {
    this.focused = -1;
    this.tellOptions();
    this.tellCaption();
    this.schedule();
  }

  pickFocused() {
    const cluster = this.clusterOf(this.focused);
    if (cluster) this.pick(cluster);
    else this.focusGreatest();
  }

  /** @param {number} x @param {number} y */
  pickAt(x, y) {
    const cluster = this.hitTest(x, y);
    if (!cluster) return;
    this.focus(cluster);
    this.pick(cluster);
  }

  /** @param {Cluster} cluster */
  pick(cluster) {
    const events = eventsOf(cluster, this.places, this.visible);
    if (events.length > 0) this.options.onPick?.(events);
  }

  /** @param {number} x @param {number} y anywhere outside where the pointer has left */
  hover(x, y) {
    const spot = this.hitTest(x, y)?.spots[0] ?? -1;
    if (spot === this.hovered) return;
    this.hovered = spot;
    this.elements.canvas.style.cursor = spot < 0 ? "" : "pointer";
    this.tellCaption();
    this.schedule();
  }

  /** @param {boolean} only */
  showOnlyHere(only) {
    this.onlyHere = only;
    this.elements.here.setAttribute("aria-pressed", String(only));
    this.elements.here.style.boxShadow = only ? "inset 0 0 0 2px currentColor" : "";
    this.options.onArea?.(only ? this.area() : null);
  }

  // Where things are.

  /** @param {number} x @param {number} y @returns {Cluster | null} the nearest that is meant there; the smaller is above */
  hitTest(x, y) {
    let nearest = null;
    let least = REACH;
    for (const cluster of this.clusters) {
      const beside = Math.hypot(cluster.x - x, cluster.y - y) - cluster.radius;
      if (beside <= least) [nearest, least] = [cluster, Math.max(beside, 0)];
    }
    return nearest;
  }

  /** @param {number} spot @returns {Cluster | null} */
  clusterOf(spot) {
    if (spot < 0) return null;
    return this.clusters.find((cluster) => cluster.spots.includes(spot)) ?? null;
  }

  /** @param {Cluster} cluster @returns {boolean} */
  isSeen({ x, y }) {
    return this.view !== null && x >= 0 && y >= 0 && x <= this.view.width && y <= this.view.height;
  }

  /** @param {number} spot */
  isWellInView(spot) {
    if (this.pending) this.render();
    const cluster = this.clusterOf(spot);
    return cluster !== null && this.isSeen(cluster);
  }

  fit() {
    const { clientWidth: width, clientHeight: height } = this.elements.listbox;
    if (width === 0 || height === 0) return null;
    const left = this.places.spots.filter((_, i) => this.places.counts[i] > 0);
    const spots = left.length > 0 ? left : this.places.spots;
    const area = areaOf(spots.map((spot) => spot.longitude), spots.map((spot) => spot.latitude));
    return area && fitted(area, width, height);
  }

  // Moving and drawing.

  resize() {
    const { clientWidth: width, clientHeight: height } = this.elements.listbox;
    if (width === 0 || height === 0) return;
    this.view = this.view ? resized(this.view, width, height) : this.fit();
    this.render();
    this.settle(this.onlyHere);
  }

  /** @param {View} view */
  moveTo(view) {
    this.view = view;
    this.schedule();
    this.settle(true);
  }

  schedule() {
    if (this.pending === 0) this.pending = requestAnimationFrame(() => this.render());
  }

  render() {
    cancelAnimationFrame(this.pending);
    this.pending = 0;
    const { view } = this;
    if (!view) return;
    this.clusters = clustersIn(this.places, view);
    const ratio = sizeCanvas(this.elements.canvas, this.context, view.width, view.height);
    this.backdrop.draw(this.context, view, ratio, this.resting === 0);
    const hasFocus = this.elements.listbox.ownerDocument.activeElement === this.elements.listbox;
    drawMap(this.context, {
      view,
      clusters: this.clusters,
      labels: placeLabels(this.clusters, (cluster) => this.labelOf(cluster), view.width, view.height),
      theme: this.theme,
      hovered: this.clusterOf(this.hovered),
      focused: hasFocus ? this.clusterOf(this.focused) : null,
      selected: this.clusterOf(this.selected),
    });
  }

  /** @param {Cluster} cluster */
  labelOf(cluster) {
    return this.measure.cut(nameOf(cluster, this.places, this.names), LABEL.widest);
  }

  // What is told.

  /** What waits until one has come to rest. @param {boolean} hasMoved */
  settle(hasMoved) {
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => {
      this.resting = 0;
      this.render();
      this.tellOptions();
      this.tellCaption();
      if (hasMoved && this.onlyHere) this.options.onArea?.(this.area());
    }, REST);
  }

  /** The clusters in view, as options. */
  tellOptions() {
    const { options, listbox } = this.elements;
    const focused = this.clusterOf(this.focused);
    const shown = this.clusters.filter((cluster) => cluster.count > 0 && this.isSeen(cluster)).slice(0, MOST_OPTIONS);
    if (focused && !shown.includes(focused)) shown.push(focused);
    options.replaceChildren(
      ...shown.map((cluster, i) => {
        const option = options.ownerDocument.createElement("div");
        option.id = `${options.id}-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", String(cluster === focused));
        option.textContent = this.textOf(cluster);
        return option;
      }),
    );
    if (focused) listbox.setAttribute("aria-activedescendant", `${options.id}-${shown.indexOf(focused)}`);
    else listbox.removeAttribute("aria-activedescendant");
  }

  tellCaption() {
    if (this.pending) this.render();
    const cluster = this.clusterOf(this.hovered) ?? this.clusterOf(this.focused);
    this.elements.caption.textContent = cluster ? this.textOf(cluster) : this.placed();
  }

  /** How many are on the map; where none could be, that alone. */
  tellPlaced() {
    const { root, view, tools, help, caption, status } = this.elements;
    if (this.places.spots.length === 0) {
      for (const element of [view, tools, help]) element.style.display = "none";
      Object.assign(root.style, { minHeight: "0", height: "auto" });
      caption.removeAttribute("aria-hidden");
    }
    status.textContent = this.places.spots.length === 0 ? "" : this.placed();
    this.tellCaption();
  }

  placed() {
    let placed = 0;
    for (const count of this.places.counts) placed += count;
    let visible = 0;
    for (const one of this.visible) visible += one;
    return placedText(placed, visible, this.visible.length);
  }

  /** @param {Cluster} cluster */
  textOf(cluster) {
    return clusterText(cluster, this.places, this.names);
  }
}
