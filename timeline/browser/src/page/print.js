/** Print: the whole list, and the timeline as a picture. */

/** In CSS pixels: what A4 leaves between its margins. */
const PAPER = 680;

/** @param {import("./list.js").List} list @param {import("../timeline/timeline.js").Timeline} timeline */
export function preparePrint(list, timeline) {
  const picture = new Image();
  picture.className = "picture";
  picture.alt = "";
  addEventListener("beforeprint", () => {
    list.unpackAll();
    picture.src = timeline.picture(PAPER);
    list.element.before(picture);
  });
  addEventListener("afterprint", () => picture.remove());
}
