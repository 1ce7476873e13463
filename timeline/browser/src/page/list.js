/**
 * The list of events that the page came with, in parts of so many events.
 *
 * The first parts are there; the others wait in a `<noscript>` each, which is text where scripts run: so a page of a
 * hundred thousand events opens at once, and is whole where they do not. A part is unpacked when it comes near, when
 * something in it is asked for, or when there is nothing else to do; then the browser finds words in it, too.
 */

import { DATE_ABOVE, PERIOD_ABOVE } from "./data.js";
import { folded } from "./folded.js";

const BEGIN = '<article id="event-';
/** How far around the view parts are unpacked, in pixels. */
const NEAR = 1500;
/** Pixels that an event takes, until one knows better. */
const USUAL_HEIGHT = 150;
/** Milliseconds at a time for what can wait. */
const LITTLE = 12;

class Part {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    const packed = element.querySelector("noscript");
    /** @type {string | null} the part in HTML, as the exporter wrote it, until it is unpacked */
    this.html = packed ? (packed.textContent ?? "") : null;
    this.first = 0;
    this.count = 0;
    /** @type {string[] | null} of each event, folded */
    this.texts = null;
    /** @type {HTMLElement[]} */
    this.articles = [];
    this.isNear = false;
    /** Whether it shows what the filters let through. */
    this.isTrue = true;
  }

  /** @returns {{id: string, title: string}[]} */
  heads() {
    if (this.html === null) {
      this.articles = [...this.element.querySelectorAll("article")];
      return this.articles.map((article) => ({
        id: article.id.slice("event-".length),
        title: article.firstElementChild?.textContent ?? "",
      }));
    }
    const found = [];
    for (let at = this.html.indexOf(BEGIN); at >= 0; at = this.html.indexOf(BEGIN, at)) {
      const idEnd = this.html.indexOf('"', at + BEGIN.length);
      const link = this.html.indexOf("<a ", idEnd);
      const begin = this.html.indexOf(">", link) + 1;
      const end = this.html.indexOf("</a>", begin);
      found.push({ id: this.html.slice(at + BEGIN.length, idEnd), title: textOf(this.html.slice(begin, end)) });
      at = end;
    }
    return found;
  }

  unpack() {
    if (this.html === null) return;
    // Parsed as the browser would have parsed it without a script: the exporter has escaped what people wrote.
    const { body } = new DOMParser().parseFromString(this.html, "text/html");
    this.html = null;
    this.element.replaceChildren(...body.childNodes);
    this.element.style.minHeight = "";
    this.articles = [...this.element.querySelectorAll("article")];
  }

  /** What is searched of each event. */
  searched() {
    if (this.texts === null) {
      this.texts =
        this.html === null
          ? this.articles.map((article) => folded(spaced(article)))
          : this.html.split("<article ").slice(1).map((html) => folded(textOf(`<${html}`)));
    }
    return this.texts;
  }
}

/** The text of an element, its parts kept apart. @param {Node} node @returns {string} */
function spaced(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
  return Array.from(node.childNodes, spaced).join(" ");
}

/** @type {Record<string, string>} what the exporter writes for the signs of HTML */
const SIGNS = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#34;": '"', "&#39;": "'" };

/** @param {string} html as the exporter writes it */
function textOf(html) {
  const text = html.replace(/<[^>]*>/g, " ");
  return text.includes("&") ? text.replace(/&(?:lt|gt|amp|#34|#39);/g, (sign) => SIGNS[sign]) : text;
}

export class List {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.parts = Array.from(element.querySelectorAll(":scope > .part"), (part) => new Part(/** @type {HTMLElement} */ (part)));
    /** @type {{id: string, title: string}[]} of each event, in the order of the list */
    this.heads = [];
    for (const part of this.parts) {
      const heads = part.heads();
      part.first = this.heads.length;
      part.count = heads.length;
      for (const head of heads) this.heads.push(head);
    }
    this.byId = new Map(this.heads.map(({ id }, index) => [id, index]));
    /** @type {Uint8Array} */
    this.mask = new Uint8Array(this.heads.length).fill(1);
    /** @type {Uint8Array} */
    this.marks = new Uint8Array(this.heads.length);
    /** Whether the heading that stands above an event is shown, bits as in `marks`. */
    this.headings = new Uint8Array(this.heads.length);
    this.selected = -1;
    /** Whether the words of all events can be searched at once. */
    this.isRead = false;
    /** @type {Promise<void> | null} */
    this.reading = null;
    this.observer = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: `${NEAR}px` });
    for (const part of this.parts) {
      if (part.html !== null) part.element.style.minHeight = `${part.count * USUAL_HEIGHT}px`;
      this.observer.observe(part.element);
    }
  }

  /** @param {IntersectionObserverEntry[]} entries */
  seen(entries) {
    for (const entry of entries) {
      const part = this.parts.find(({ element }) => element === entry.target);
      if (!part) continue;
      part.isNear = entry.isIntersecting;
      if (part.isNear) this.make(part);
    }
  }

  /** Unpacks a part and shows of it what is let through. @param {Part} part */
  make(part) {
    part.unpack();
    if (!part.isTrue) this.show(part);
  }

  /**
   * Shows the events of the mask, under those headings that have any.
   * @param {Uint8Array} mask
   * @param {Uint8Array} marks
   */
  apply(mask, marks) {
    this.mask = mask;
    this.marks = marks;
    this.weighHeadings();
    for (const part of this.parts) {
      let any = 0;
      for (let i = part.first; i < part.first + part.count; i += 1) any += mask[i];
      part.element.hidden = any === 0;
      part.isTrue = false;
      if (part.html !== null) part.element.style.minHeight = `${any * USUAL_HEIGHT}px`;
      // What is far away waits until it comes near.
      if (part.isNear && any > 0) this.make(part);
    }
  }

  weighHeadings() {
    let [period, date] = [0, 0];
    for (let i = 0; i < this.mask.length; i += 1) {
      if (this.marks[i] & PERIOD_ABOVE) period = date = i;
      if (this.marks[i] & DATE_ABOVE) date = i;
      this.headings[i] = 0;
      if (!this.mask[i]) continue;
      this.headings[period] |= PERIOD_ABOVE;
      this.headings[date] |= DATE_ABOVE;
    }
  }

  /** @param {Part} part */
  show(part) {
    part.isTrue = true;
    let index = part.first;
    for (const child of part.element.children) {
      const element = /** @type {HTMLElement} */ (child);
      if (element.localName === "article") {
        element.hidden = this.mask[index] === 0;
        index += 1;
      } else {
        const above = element.localName === "h2" ? PERIOD_ABOVE : DATE_ABOVE;
        element.hidden = (this.headings[index] & above) === 0;
      }
    }
  }

  /** @param {number} index */
  partOf(index) {
    let [low, high] = [0, this.parts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.parts[middle].first <= index) low = middle;
      else high = middle - 1;
    }
    return this.parts[low];
  }

  /** The event in the list, unpacked. @param {number} index */
  articleOf(index) {
    const part = this.partOf(index);
    this.make(part);
    return part.articles[index - part.first];
  }

  /** The index of the event that an element is in, or null. @param {Element} element */
  indexOf(element) {
    const article = element.closest("article");
    return (article && this.byId.get(article.id.slice("event-".length))) ?? null;
  }

  /** What is searched of an event. @param {number} index */
  searched(index) {
    const part = this.partOf(index);
    return part.searched()[index - part.first];
  }

  /** Reads the words of all events, a little at a time. */
  read() {
    this.reading ??= (async () => {
      let begun = performance.now();
      for (const part of this.parts) {
        part.searched();
        if (performance.now() - begun < LITTLE) continue;
        await new Promise((resume) => setTimeout(resume));
        begun = performance.now();
      }
      this.isRead = true;
    })();
    return this.reading;
  }

  /** Marks an event in the list; null for none. @param {number | null} index */
  select(index) {
    if (this.selected >= 0) this.articleOf(this.selected).classList.remove("selected");
    this.selected = index ?? -1;
    if (index !== null) this.articleOf(index).classList.add("selected");
  }

  /** Brings an event into view. @param {number} index */
  reveal(index) {
    const article = this.articleOf(index);
    if (!article.hidden) article.scrollIntoView({ block: "nearest" });
  }

  /** The element of that id, wherever it waits; null where there is none. @param {string} id */
  elementById(id) {
    if (id.startsWith("event-")) {
      const index = this.byId.get(id.slice("event-".length));
      if (index !== undefined) return this.articleOf(index);
    }
    if (id.startsWith("cited-")) {
      const part = this.parts.find(({ html }) => html?.includes(` id="${id}"`));
      if (part) this.make(part);
    }
    return document.getElementById(id);
  }

  unpackAll() {
    for (const part of this.parts) this.make(part);
  }

  /** Unpacks one part after another whenever there is nothing else to do. @param {() => boolean} isCalm */
  unpackAtLeisure(isCalm) {
    const waiting = this.parts.filter(({ html }) => html !== null);
    /** @param {IdleDeadline} deadline */
    const go = (deadline) => {
      while (isCalm() && waiting.length > 0 && deadline.timeRemaining() > LITTLE) waiting.shift()?.unpack();
      if (waiting.length > 0) requestIdleCallback(go);
    };
    if (waiting.length > 0) requestIdleCallback(go);
  }
}
