/**
 * Lanes: which line each mark is drawn on, so that no two marks and no two labels of a lane overlap.
 *
 * What comes first in time is placed first, each in the first lane where mark and label have room. Where none of the
 * first `few` lanes has, the label of the one before gives way; where even the mark has no room, a lane is added, in
 * which labels have what room there is.
 * Placed for one scale, they fit at any closer one: marks move apart, labels keep their width.
 */

/**
 * What is placed: where each mark begins and ends and how far its label reaches, in days at the scale, begins
 * ascending as nearly as can be (a lane is right whatever the order, only not as full).
 * @typedef {object} Extents
 * @property {number} count
 * @property {Float64Array} left
 * @property {Float64Array} right where the mark ends
 * @property {Float64Array} reach where mark and label end
 */

/**
 * The lane of each, from 0, and how many lanes there are.
 * @param {Extents} extents
 * @param {number} few how many lanes there are before labels give way
 * @returns {{lanes: Int32Array, count: number}}
 */
export function assignLanes(extents, few) {
  const { count, left, right, reach } = extents;
  const lanes = new Int32Array(count);
  const marks = new Float64Array(few).fill(-Infinity);
  const labels = new Float64Array(few).fill(-Infinity);
  const more = new Ends();
  let used = 0;
  for (let i = 0; i < count; i += 1) {
    let lane = firstFree(labels, left[i], used);
    if (lane < 0 && used < few) lane = used;
    if (lane < 0) lane = leastCut(labels, marks, left[i]);
    if (lane >= 0) {
      marks[lane] = right[i];
      labels[lane] = reach[i];
    } else {
      const added = more.firstFree(left[i]);
      more.set(added, right[i]);
      lane = few + added;
    }
    lanes[i] = lane;
    if (lane >= used) used = lane + 1;
  }
  return { lanes, count: used };
}

/**
 * The lane of each where there may be no more than `most` lanes: where none is free, the one that is free soonest
 * takes it, and marks overlap. For marks of which only the longest a pixel is drawn.
 * @param {Extents} extents
 * @param {number} most
 * @returns {{lanes: Int32Array, count: number}}
 */
export function foldIntoLanes(extents, most) {
  const { count, left, right } = extents;
  const lanes = new Int32Array(count);
  const ends = new Float64Array(most).fill(-Infinity);
  let used = 0;
  for (let i = 0; i < count; i += 1) {
    let lane = firstFree(ends, left[i], used);
    if (lane < 0) lane = used < most ? used : soonest(ends);
    if (ends[lane] < right[i]) ends[lane] = right[i];
    lanes[i] = lane;
    if (lane >= used) used = lane + 1;
  }
  return { lanes, count: used };
}

/** @param {Float64Array} ends @param {number} left @param {number} used */
function firstFree(ends, left, used) {
  const known = used < ends.length ? used : ends.length;
  for (let lane = 0; lane < known; lane += 1) if (ends[lane] <= left) return lane;
  return -1;
}

/**
 * The lane whose mark leaves room and whose label loses least, or -1.
 * @param {Float64Array} labels
 * @param {Float64Array} marks
 * @param {number} left
 */
function leastCut(labels, marks, left) {
  let best = -1;
  for (let lane = 0; lane < labels.length; lane += 1) {
    if (marks[lane] <= left && (best < 0 || labels[lane] < labels[best])) best = lane;
  }
  return best;
}

/** @param {Float64Array} ends */
function soonest(ends) {
  let best = 0;
  for (let lane = 1; lane < ends.length; lane += 1) if (ends[lane] < ends[best]) best = lane;
  return best;
}

/** Where lanes end, as many as it takes: a tree of minima, so that the first free one is found in log(lanes). */
class Ends {
  constructor() {
    this.size = 16;
    this.tree = new Float64Array(2 * this.size).fill(-Infinity);
  }

  /**
   * The first lane that ends at `left` or before; lanes that were never used are free.
   * @param {number} left
   */
  firstFree(left) {
    if (this.tree[1] > left) this.grow();
    let node = 1;
    while (node < this.size) node = this.tree[2 * node] <= left ? 2 * node : 2 * node + 1;
    return node - this.size;
  }

  /** @param {number} lane @param {number} end */
  set(lane, end) {
    let node = lane + this.size;
    this.tree[node] = end;
    for (node >>= 1; node >= 1; node >>= 1) this.tree[node] = Math.min(this.tree[2 * node], this.tree[2 * node + 1]);
  }

  grow() {
    const { size, tree } = this;
    this.size = 2 * size;
    this.tree = new Float64Array(2 * this.size).fill(-Infinity);
    this.tree.set(tree.subarray(size), this.size);
    for (let node = this.size - 1; node >= 1; node -= 1) {
      this.tree[node] = Math.min(this.tree[2 * node], this.tree[2 * node + 1]);
    }
  }
}
