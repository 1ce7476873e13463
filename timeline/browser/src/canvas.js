/** What every drawing on a canvas needs: its context, as many pixels as the screen has, and what stands beside it unseen. */

/** Out of sight, not out of hearing: the style of what is for screen readers alone. */
export const HIDDEN = {
  position: "absolute",
  width: "1px",
  height: "1px",
  margin: "-1px",
  padding: "0",
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
};

/** @param {HTMLCanvasElement} canvas @param {CanvasRenderingContext2DSettings} [settings] */
export function contextOf(canvas, settings) {
  const context = canvas.getContext("2d", settings);
  if (!context) throw new Error("this browser has no canvas to draw on");
  return context;
}

/**
 * How many CSS pixels wide a text is in a font.
 * @param {CanvasRenderingContext2D} context
 * @param {string} font as CSS has it
 * @returns {(text: string) => number}
 */
export function widthIn(context, font) {
  return (text) => {
    context.font = font;
    return context.measureText(text).width;
  };
}

/**
 * As many pixels as the screen has, drawn on in CSS pixels: returns how many of them a CSS pixel is.
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 */
export function sizeCanvas(canvas, context, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ratio;
}
