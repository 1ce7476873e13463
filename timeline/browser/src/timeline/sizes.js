/** How large things are drawn, in CSS pixels. */

export const MARK = {
  /** A disc's radius. */
  radius: 5,
  /** How thick a bar is. */
  thick: 8,
  /** The least width of a bar. */
  least: 10,
  /** Between one mark or label and the next in its lane. */
  gap: 6,
  /** The widest label. */
  label: 240,
  /** A label with less room than this is not drawn. */
  shortestLabel: 40,
  /** How far a soft edge reaches. */
  soft: 7,
  /** The head of the arrow of an open end. */
  arrow: 8,
};

export const LANE = {
  height: 30,
  /** Where the label's baseline is, from the lane's top. */
  baseline: 12,
  /** Where the mark's middle is. */
  middle: 21,
};

/** A lane where there are too many to draw each as it is known. */
export const THIN_LANE = { height: 9, thick: 7, least: 2 };

/** A row's head, and the air beneath a row. */
export const ROW = { head: 22, foot: 8 };

/** How many lanes a row has before labels give way to each other. */
export const LANES_OF_ROW = 5;

export const AXIS = { height: 40 };
export const HISTOGRAM = { height: 56, bucket: 4 };

/** From the edge of the view, where a label is kept in it. */
export const EDGE = 4;

/** More in view than this are drawn as one mark a pixel and lane. */
export const TOO_MANY = 5000;
/** In a window as short as this there is no coming closer to tell them apart: each has a lane of its own. */
export const CLOSE = 2;

export const FONT = { size: 12, family: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif" };
