/**
 * Titles as labels: made harmless to draw, measured quickly, cut to their room, and told which way they run.
 */

import { MARK } from "./sizes.js";

/** Control signs, and those that turn the direction of what follows: a label is one line and one paragraph. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff]+/g;
/** Letters that run from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff]/;
const STRONG = /\p{L}/u;
const ELLIPSIS = "…";
/** No label is longer, whatever its title: 10,000 signs are not measured to show forty. */
const LONGEST = 200;

/**
 * The title as one line.
 * @param {string} title
 */
export function cleanTitle(title) {
  const cut = title.length > LONGEST ? title.slice(0, LONGEST) + ELLIPSIS : title;
  return cut.replace(CONTROLS, " ").replace(/\s+/g, " ").trim();
}

/**
 * The direction of a text by its first strong sign, as `dir="auto"` has it.
 * @param {string} text
 * @returns {"ltr" | "rtl"}
 */
export function directionOf(text) {
  const strong = STRONG.exec(text);
  return strong && RIGHT_TO_LEFT.test(strong[0]) ? "rtl" : "ltr";
}

/**
 * What is drawn beside an event's mark: its title, with "~" before it where the date is approximate and "?" where it
 * is uncertain, as the date itself is written.
 * @param {{title: string, approximate: boolean, uncertain: boolean}} event
 */
export function labelOf(event) {
  return signOf(event) + cleanTitle(event.title);
}

/** @param {{approximate: boolean, uncertain: boolean}} event */
function signOf(event) {
  if (!event.approximate && !event.uncertain) return "";
  return `${event.approximate ? "~" : ""}${event.uncertain ? "?" : ""} `;
}

/**
 * How wide an event's label is at most, without making it: cleaning a title takes longer than measuring it, and makes
 * it no wider.
 * @param {Measure} measure
 * @param {{title: string, approximate: boolean, uncertain: boolean}} event
 * @param {number} limit
 */
export function labelWidth(measure, event, limit) {
  const sign = measure.upTo(signOf(event), limit);
  return Math.ceil(sign + measure.upTo(event.title, limit - sign));
}

/** The widths of texts in one font, by adding up those of their signs. */
export class Measure {
  /** @param {(text: string) => number} width of a text in the font, in pixels */
  constructor(width) {
    this.width = width;
    /** @type {Map<number, number>} */
    this.others = new Map();
    // Control signs become spaces.
    this.plain = new Float64Array(128).fill(width(" "));
    for (let code = 32; code < 127; code += 1) this.plain[code] = width(String.fromCharCode(code));
    this.ellipsis = width(ELLIPSIS);
  }

  /** @param {number} code a code point */
  sign(code) {
    if (code < 128) return this.plain[code];
    const known = this.others.get(code);
    if (known !== undefined) return known;
    const width = this.width(String.fromCodePoint(code));
    this.others.set(code, width);
    return width;
  }

  /**
   * How wide the text is, or `limit` where it is that wide or wider.
   * @param {string} text
   * @param {number} limit
   */
  upTo(text, limit) {
    let width = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code < 128) width += this.plain[code];
      else {
        const point = text.codePointAt(i) ?? code;
        if (point > 0xffff) i += 1;
        width += this.sign(point);
      }
      if (width >= limit) return limit;
    }
    return width;
  }

  /**
   * The text, or as much of it as fits with an ellipsis; "" where next to nothing does.
   * @param {string} text
   * @param {number} room in pixels
   * @returns {{text: string, width: number}}
   */
  cut(text, room) {
    const whole = room > 0 ? this.upTo(text, room + 1) : Infinity;
    if (whole <= room) return { text, width: whole };
    if (room < MARK.shortestLabel) return { text: "", width: 0 };
    let width = this.ellipsis;
    let kept = "";
    for (const sign of text) {
      width += this.sign(sign.codePointAt(0) ?? 0);
      if (width > room) break;
      kept += sign;
    }
    const cut = kept.trimEnd();
    return cut ? { text: cut + ELLIPSIS, width: this.upTo(cut, room) + this.ellipsis } : { text: "", width: 0 };
  }
}
