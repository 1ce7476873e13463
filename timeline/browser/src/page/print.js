/** Print: the whole list, and the timeline as a picture. */

/** In CSS pixels: what A4 leaves between its margins. */
const PAPER = 680;

/**
 * The page came with a picture of all its events, as high as they need; printed is what the timeline shows, on a page.
 * @param {import("./list.js").List} list
 * @param {import("../timeline/timeline.js").Timeline} timeline
 */
export function preparePrint(list, timeline) {
  const whole = document.querySelector(".picture");
  const picture = new Image();
  picture.className = "picture";
  picture.alt = "";
  addEventListener("beforeprint", () => {
    list.unpackAll();
    picture.src = timeline.picture(PAPER);
    whole?.replaceWith(picture);
  });
  addEventListener("afterprint", () => {
    if (whole && picture.parentNode) picture.replaceWith(whole);
  });
}
