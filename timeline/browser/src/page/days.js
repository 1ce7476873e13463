/** Days as people type them, and as the address has them. */

import { dateFromDay, dayFromDate, isLeapYear, MONTH_NAMES } from "../timeline/calendar.js";

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const EDTF = /^(?:Y?([-−+]?\d{1,12}))(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const IN_WORDS = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?\s+(\d{1,5})$/i;
const COUNTED = /^([\d,. ]+?)\s*(bce|bc|ce|ad)$/i;
/** What is told where something cannot be read. */
export const HOW_TO_WRITE = "a year, a month or a day: 2020, 2020-09, 2020-09-20, 20 Sep 2020, 44 BCE";

/**
 * The first and the last day of what is typed; null where it cannot be read.
 * @param {string} typed
 * @returns {[number, number] | null}
 */
export function daysOf(typed) {
  const text = typed.trim();
  const counted = COUNTED.exec(text);
  if (counted) {
    const number = Number(counted[1].replace(/[, ]/g, ""));
    if (!Number.isInteger(number) || number < 1) return null;
    return period(/^b/i.test(counted[2]) ? 1 - number : number, null, null);
  }
  const words = IN_WORDS.exec(text);
  if (words) {
    const month = MONTH_NAMES.findIndex((name) => name.toLowerCase().startsWith(words[2].toLowerCase()));
    return month < 0 ? null : period(Number(words[3]), month + 1, words[1] ? Number(words[1]) : null);
  }
  const edtf = EDTF.exec(text);
  if (!edtf || (edtf[1].length < 3 && !edtf[2])) return null;
  const year = Number(edtf[1].replace("−", "-"));
  return period(year, edtf[2] ? Number(edtf[2]) : null, edtf[3] ? Number(edtf[3]) : null);
}

/**
 * @param {number} year
 * @param {number | null} month
 * @param {number | null} day
 * @returns {[number, number] | null} null where there is no such day
 */
function period(year, month, day) {
  if (month === null) return [dayFromDate(year, 1, 1), dayFromDate(year, 12, 31)];
  if (month < 1 || month > 12) return null;
  const length = LENGTHS[month - 1] + (month === 2 && isLeapYear(year) ? 1 : 0);
  if (day === null) return [dayFromDate(year, month, 1), dayFromDate(year, month, length)];
  return day < 1 || day > length ? null : [dayFromDate(year, month, day), dayFromDate(year, month, day)];
}

/** @param {number} day ISO 8601, as `daysOf` reads it */
export function dayText(day) {
  const [year, month, date] = dateFromDay(day);
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : ""}${digits}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}
