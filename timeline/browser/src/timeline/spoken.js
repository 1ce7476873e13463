/** What is said of events and windows in words: the line beneath the canvas, options for screen readers, the status. */

import { dayText, grouped } from "./calendar.js";
import { cleanTitle } from "./labels.js";

/** @typedef {import("../model.js").TimelineEvent} TimelineEvent */

/** How many events around the one in focus stand as options. */
const MOST_OPTIONS = 100;

/** @param {TimelineEvent} event */
export function eventText(event) {
  const facts = [event.when];
  if (event.standing !== "asserted") facts.push(event.standing);
  if (event.disputed) facts.push("disputed");
  return `${cleanTitle(event.title)} (${facts.filter(Boolean).join("; ")})`;
}

/** @param {number} count @param {string} [of] */
export function eventsText(count, of = "") {
  return `${grouped(count)} ${of}${of && " "}event${count === 1 ? "" : "s"}`;
}

/** @param {number} from first day @param {number} to last day */
export function windowText(from, to) {
  const [first, last] = [dayText(from), dayText(to)];
  return first === last ? first : `${first} to ${last}`;
}

/**
 * What the line beneath says where nothing is pointed at.
 * @param {{inView: number, before: number, after: number, undated: number}} counts
 */
export function summaryText({ inView, before, after, undated }) {
  const parts = [`${eventsText(inView)} in view`];
  if (before > 0) parts.push(`${grouped(before)} before`);
  if (after > 0) parts.push(`${grouped(after)} after`);
  if (undated > 0) parts.push(`${eventsText(undated, "undated")} not on the line`);
  return parts.join(" · ");
}

/**
 * The events as options: those around the one in focus, each told where it stands among all.
 * @param {HTMLElement} list
 * @param {HTMLElement} box the list box
 * @param {Int32Array} order the visible events in the order of time
 * @param {number} around place in `order`
 * @param {number} focused index of an event, or -1
 * @param {TimelineEvent[]} events
 */
export function fillOptions(list, box, order, around, focused, events) {
  const start = Math.max(0, Math.min(around - MOST_OPTIONS / 2, order.length - MOST_OPTIONS));
  const shown = order.subarray(start, start + MOST_OPTIONS);
  const options = Array.from(shown, (index, i) => {
    const option = list.ownerDocument.createElement("div");
    option.id = `${list.id}-${index}`;
    option.dir = "auto";
    option.dataset.index = String(index);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(index === focused));
    option.setAttribute("aria-setsize", String(order.length));
    option.setAttribute("aria-posinset", String(start + i + 1));
    option.textContent = eventText(events[index]);
    return option;
  });
  list.replaceChildren(...options);
  // A list box wants options: without any it is only a group with a name.
  box.setAttribute("role", options.length > 0 ? "listbox" : "group");
  if (options.length > 0) box.setAttribute("aria-orientation", "horizontal");
  else box.removeAttribute("aria-orientation");
  if (focused >= 0 && shown.includes(focused)) box.setAttribute("aria-activedescendant", `${list.id}-${focused}`);
  else box.removeAttribute("aria-activedescendant");
}
