/** Texts as they are searched: without case, accents and marks. */

const MARKS = /\p{M}+/gu;
const ASCII = /^[\x00-\x7f]*$/;

/** @param {string} text */
export function folded(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}
