/**
 * Days as numbers, in the proleptic Gregorian calendar without end on either side: `timeline/domain/dates/calendar.py`
 * in the browser. Day 1 is 0001-01-01; years are astronomical: year 0 is 1 BCE, year -43 is 44 BCE.
 */

export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The mean length of a year, in days. */
export const YEAR = 365.2425;

const DAYS_BEFORE_MONTH = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_4_YEARS = 1461;
const DAYS_IN_100_YEARS = 36524;
const DAYS_IN_400_YEARS = 146097;

/**
 * Whether the year has a 29 February; year 0 has.
 * @param {number} year
 */
export function isLeapYear(year) {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * How many days lie in the year before the month, 1 to 12.
 * @param {number} year
 * @param {number} month
 */
function daysBefore(year, month) {
  return DAYS_BEFORE_MONTH[month] + (month > 2 && isLeapYear(year) ? 1 : 0);
}

/**
 * The number of a real date's day; the date is not checked.
 * @param {number} year
 * @param {number} month from 1
 * @param {number} day from 1
 */
export function dayFromDate(year, month, day) {
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return past * 365 + leaps + daysBefore(year, month) + day;
}

/**
 * Year, month and day of the month of a numbered day: the inverse of `dayFromDate`.
 * @param {number} day
 * @returns {[number, number, number]}
 */
export function dateFromDay(day) {
  const cycles = Math.floor((day - 1) / DAYS_IN_400_YEARS);
  let rest = day - 1 - cycles * DAYS_IN_400_YEARS;
  // The last day of a cycle of 400 or of 4 years falls in a leap year, hence the caps at 3.
  const centuries = Math.min(Math.floor(rest / DAYS_IN_100_YEARS), 3);
  rest -= centuries * DAYS_IN_100_YEARS;
  const quads = Math.floor(rest / DAYS_IN_4_YEARS);
  rest -= quads * DAYS_IN_4_YEARS;
  const years = Math.min(Math.floor(rest / 365), 3);
  rest -= years * 365;
  const year = cycles * 400 + centuries * 100 + quads * 4 + years + 1;
  let month = Math.min(Math.floor(rest / 28) + 1, 12);
  while (rest < daysBefore(year, month)) month -= 1;
  return [year, month, rest - daysBefore(year, month) + 1];
}

/**
 * A year as people count it: "2020", "44 BCE", "79 CE", "13.8 billion years ago".
 *
 * Below a thousand the era is said; further back than 100,000 years they are counted back from the year 2000, in
 * three digits that count.
 * @param {number} year astronomical
 */
export function yearText(year) {
  if (year <= -100_000) return agoText(2000 - year);
  if (year <= 0) return `${grouped(1 - year)} BCE`;
  return year < 1000 ? `${year} CE` : grouped(year);
}

/**
 * Years before the year 2000 in words: "250,000 years ago", "66 million years ago".
 * @param {number} years
 */
export function agoText(years) {
  for (const [size, word] of /** @type {[number, string][]} */ ([[1e9, "billion"], [1e6, "million"]])) {
    if (years >= size * 0.9995) return `${Number((years / size).toPrecision(3))} ${word} years ago`;
  }
  return `${grouped(Number(years.toPrecision(3)))} years ago`;
}

/**
 * A whole number; from 10,000 on with a comma at each thousand.
 * @param {number} number
 */
export function grouped(number) {
  if (Math.abs(number) < 10_000) return String(number);
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * A day in words: "20 September 2020", "15 March 44 BCE".
 *
 * Of a year long ago the day means nothing: only the year is said.
 * @param {number} day
 */
export function dayText(day) {
  const [year, month, dayOfMonth] = dateFromDay(day);
  if (year <= -10_000 || year > 99_999) return yearText(year);
  return `${dayOfMonth} ${MONTH_NAMES[month - 1]} ${yearText(year)}`;
}
