/**
 * The marks of the axis and their words, from hours to billions of years.
 *
 * Two rows: the near one counts (hours, days, months, years), the far one says what it counts within (the day, the
 * month, the year), and has nothing to say of years.
 */

import { agoText, dateFromDay, dayFromDate, dayText, MONTH_NAMES, YEAR, yearText } from "./calendar.js";

/** @typedef {import("./scale.js").Scale} Scale */
/**
 * A mark of the axis: its moment in days, its word, and a shorter one for where that has no room.
 * @typedef {{time: number, label: string, short?: string}} Tick
 */

/**
 * A way to count: how long a step is about, how wide a label gets, the ticks themselves, and what stands above.
 * @typedef {object} Step
 * @property {number} days about how long, in days
 * @property {number} room pixels that a label wants
 * @property {(from: number, to: number) => Tick[]} ticks those in a window and the last before it
 * @property {((from: number, to: number) => Tick[]) | null} above
 */

const SHORT_MONTHS = MONTH_NAMES.map((name) => name.slice(0, 3));
/** From here on years are told in millions: the same tick has the same year whichever step it came by. */
const AGO_FROM = 100_000;

/** @param {number} hours @returns {Step} */
function hoursStep(hours) {
  const days = hours / 24;
  return {
    days,
    room: 52,
    ticks(from, to) {
      const found = [];
      for (let n = Math.floor(from / days); n * days < to; n += 1) {
        // Multiplied, not added up: no tick drifts.
        const hour = (((n * hours) % 24) + 24) % 24;
        const minutes = (hour % 1) * 60;
        found.push({ time: n * days, label: `${twoDigits(Math.floor(hour))}:${twoDigits(minutes)}` });
      }
      return found;
    },
    above: DAYS[1].long,
  };
}

/**
 * @param {number} step
 * @param {number} room
 */
function daysStep(step, room) {
  /** @param {number} from @param {number} to @param {boolean} long */
  function counted(from, to, long) {
    const found = [];
    for (let day = startOfDayStep(Math.floor(from), step); day < to; day = nextDay(day, step)) {
      found.push({ time: day, label: long ? dayText(day) : String(dateFromDay(day)[2]) });
    }
    return found;
  }
  return {
    days: step,
    room,
    ticks: (/** @type {number} */ from, /** @type {number} */ to) => counted(from, to, false),
    long: (/** @type {number} */ from, /** @type {number} */ to) => counted(from, to, true),
    above: (/** @type {number} */ from, /** @type {number} */ to) => monthTicks(from, to, 1, true),
  };
}

/** Days of a month on which a step of so many days has its ticks: the last ones stay clear of the next month's first. */
const DAYS_OF_STEP = new Map([
  [2, [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29]],
  [5, [1, 5, 10, 15, 20, 25]],
  [10, [1, 10, 20]],
]);

/** @param {number} day @param {number} step */
function startOfDayStep(day, step) {
  const ofMonth = DAYS_OF_STEP.get(step);
  if (!ofMonth) return day;
  const dayOfMonth = dateFromDay(day)[2];
  const start = ofMonth.filter((each) => each <= dayOfMonth).pop() ?? 1;
  return day - dayOfMonth + start;
}

/** @param {number} day @param {number} step */
function nextDay(day, step) {
  const ofMonth = DAYS_OF_STEP.get(step);
  if (!ofMonth) return day + step;
  const [year, month, dayOfMonth] = dateFromDay(day);
  const later = ofMonth.find((each) => each > dayOfMonth);
  const next = later === undefined ? Infinity : day - dayOfMonth + later;
  return Math.min(next, dayFromDate(month === 12 ? year + 1 : year, (month % 12) + 1, 1));
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} step in months
 * @param {boolean} long whether the year is said with it
 * @returns {Tick[]}
 */
function monthTicks(from, to, step, long) {
  const [year, month] = dateFromDay(Math.floor(from));
  const found = [];
  for (let count = year * 12 + Math.floor((month - 1) / step) * step; ; count += step) {
    const ofYear = ((count % 12) + 12) % 12;
    const time = dayFromDate((count - ofYear) / 12, ofYear + 1, 1);
    if (time >= to) return found;
    if (!long) found.push({ time, label: SHORT_MONTHS[ofYear] });
    else {
      const year = yearText((count - ofYear) / 12);
      found.push({ time, label: `${MONTH_NAMES[ofYear]} ${year}`, short: `${SHORT_MONTHS[ofYear]} ${year}` });
    }
  }
}

/** @param {number} step in months @returns {Step} */
function monthsStep(step) {
  return {
    days: (step * YEAR) / 12,
    room: 40,
    ticks: (from, to) => monthTicks(from, to, step, false),
    above: (from, to) => yearTicks(from, to, 1),
  };
}

/**
 * The first days of years that are round as people count: 100 BCE, 1 CE, 100, and millions back from the year 2000.
 * @param {number} from
 * @param {number} to
 * @param {number} step in years
 * @returns {Tick[]}
 */
export function yearTicks(from, to, step) {
  const found = [];
  const ago = step >= AGO_FROM;
  let n = Math.floor((yearOf(from) - (ago ? 2000 : 0)) / step) - 1;
  for (; ; n += 1) {
    const year = ago ? 2000 + n * step : roundYear(n, step);
    const time = dayFromDate(year, 1, 1);
    if (time >= to) break;
    found.push({ time, label: ago ? agoLabel(n * step) : yearText(year) });
  }
  const last = found.findLastIndex((tick) => tick.time <= from);
  return found.slice(Math.max(last, 0));
}

/** @param {number} n @param {number} step */
function roundYear(n, step) {
  if (step === 1 || n > 0) return n * step;
  return 1 + n * step; // -99 is 100 BCE; where 0 would be stands 1 CE
}

/** @param {number} years from the year 2000 on */
function agoLabel(years) {
  if (years === 0) return "2000";
  return years < 0 ? agoText(-years) : `in ${agoText(years).replace(" ago", "")}`;
}

/** @param {number} time */
function yearOf(time) {
  return dateFromDay(Math.floor(time))[0];
}

/** @param {number} step in years @returns {Step} */
function yearsStep(step) {
  const room = step >= AGO_FROM ? 150 : step >= 1000 ? 92 : 66;
  return { days: step * YEAR, room, ticks: (from, to) => yearTicks(from, to, step), above: null };
}

/** @param {number} number */
function twoDigits(number) {
  return String(number).padStart(2, "0");
}

const DAYS = { 1: daysStep(1, 24), 2: daysStep(2, 24), 5: daysStep(5, 24), 10: daysStep(10, 24) };

/** @returns {Step[]} */
function allSteps() {
  const steps = [0.25, 0.5, 1, 3, 6, 12].map(hoursStep);
  steps.push(DAYS[1], DAYS[2], DAYS[5], DAYS[10], monthsStep(1), monthsStep(3));
  for (let power = 1; power <= 1e10; power *= 10) {
    steps.push(yearsStep(power), yearsStep(2 * power), yearsStep(5 * power));
  }
  return steps;
}

const STEPS = allSteps();

/**
 * What an axis shows: `near` ticks in their row, `far` ones in the row above; the first of each may lie left of the
 * window, for a label that is kept in view.
 * @param {Scale} scale
 * @returns {{near: Tick[], far: Tick[]}}
 */
export function ticksFor(scale) {
  const step = STEPS.find((each) => each.days * scale.perDay >= each.room) ?? STEPS[STEPS.length - 1];
  return {
    near: step.ticks(scale.from, scale.to),
    far: step.above ? step.above(scale.from, scale.to) : [],
  };
}
