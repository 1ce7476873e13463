import assert from "node:assert/strict";
import test from "node:test";
import { dateFromDay, dayFromDate, dayText, grouped, yearText } from "../../../timeline/browser/src/timeline/calendar.js";

test("a day far back is the day it was made of", () => {
  for (const year of [-13_800_000_000, -4_540_000_000, -66_000_000, -1, 0, 1, 4_000_000_000]) {
    assert.deepEqual(dateFromDay(dayFromDate(year, 2, 28)), [year, 2, 28]);
  }
});

test("years are told as people count them", () => {
  const told = [2020, 1000, 999, 1, 0, -43, -9999, -10_000, 12_345, -100_000, -65_998_000, -13_800_000_000];
  assert.deepEqual(told.map(yearText), [
    "2020",
    "1000",
    "999 CE",
    "1 CE",
    "1 BCE",
    "44 BCE",
    "10,000 BCE",
    "10,001 BCE",
    "12,345",
    "102,000 years ago",
    "66 million years ago",
    "13.8 billion years ago",
  ]);
});

test("a round number of years is no fraction of the next word", () => {
  assert.equal(yearText(2000 - 999_999), "1 million years ago");
  assert.equal(yearText(2000 - 999_999_999), "1 billion years ago");
});

test("days are told in full, and only the year long ago", () => {
  assert.equal(dayText(dayFromDate(2020, 9, 20)), "20 September 2020");
  assert.equal(dayText(dayFromDate(-43, 3, 15)), "15 March 44 BCE");
  assert.equal(dayText(dayFromDate(-65_998_000, 1, 1)), "66 million years ago");
});

test("thousands are set off from 10,000 on", () => {
  assert.deepEqual([0, 9999, 10_000, 1_234_567].map(grouped), ["0", "9999", "10,000", "1,234,567"]);
});
