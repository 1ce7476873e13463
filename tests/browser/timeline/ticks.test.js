import assert from "node:assert/strict";
import test from "node:test";
import { dayFromDate } from "../../../timeline/browser/src/timeline/calendar.js";
import { Scale } from "../../../timeline/browser/src/timeline/scale.js";
import { ticksFor } from "../../../timeline/browser/src/timeline/ticks.js";

const day = dayFromDate(2020, 9, 20);

/** The words of the ticks within a window 1,000 pixels wide. */
function words(from, to) {
  const { near, far } = ticksFor(new Scale(from, to, 1000));
  return { near: near.filter(({ time }) => time > from - 1e-9).map(({ label }) => label), far: far.map(({ label }) => label) };
}

test("a day has its hours", () => {
  const { near, far } = words(day, day + 1);
  assert.deepEqual(near.slice(0, 3), ["00:00", "03:00", "06:00"]);
  assert.deepEqual(far, ["20 September 2020"]);
});

test("two hours have their quarters", () => {
  const { near } = words(day + 14 / 24, day + 16 / 24);
  assert.deepEqual(near, ["14:00", "14:15", "14:30", "14:45", "15:00", "15:15", "15:30", "15:45"]);
});

test("hours before day 1 run as they do after it", () => {
  const { near, far } = words(-1, 0);
  assert.deepEqual(near.slice(0, 2), ["00:00", "03:00"]);
  assert.deepEqual(far, ["30 December 1 BCE"]);
});

test("a month has its days, beneath its name", () => {
  const { near, far } = words(dayFromDate(2020, 9, 1), dayFromDate(2020, 10, 1));
  assert.deepEqual(near, Array.from({ length: 30 }, (_, i) => String(i + 1)));
  assert.deepEqual(far, ["September 2020"]);
});

test("steps of five days begin anew with each month", () => {
  const { near } = words(dayFromDate(2020, 1, 1), dayFromDate(2020, 5, 1));
  assert.deepEqual(near.slice(0, 8), ["1", "5", "10", "15", "20", "25", "1", "5"]);
});

test("years have their months, beneath their numbers", () => {
  const { near, far } = words(dayFromDate(2020, 1, 1), dayFromDate(2022, 1, 1));
  assert.deepEqual(near.slice(0, 12), ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]);
  assert.deepEqual(far, ["2020", "2021"]);
});

test("years before our era are round as people count them", () => {
  const { near } = words(dayFromDate(-299, 1, 1), dayFromDate(301, 1, 1));
  assert.deepEqual(near, ["300 BCE", "250 BCE", "200 BCE", "150 BCE", "100 BCE", "50 BCE", "1 CE", "50 CE", "100 CE", "150 CE", "200 CE", "250 CE", "300 CE"]);
});

test("single years pass from BCE to CE without a year 0", () => {
  const { near } = words(dayFromDate(-2, 1, 1), dayFromDate(3, 1, 1));
  assert.equal(near.includes("Jan"), true);
  const years = ticksFor(new Scale(dayFromDate(-6, 1, 1), dayFromDate(6, 1, 1), 900)).near.map(({ label }) => label);
  assert.deepEqual(years, ["7 BCE", "6 BCE", "5 BCE", "4 BCE", "3 BCE", "2 BCE", "1 BCE", "1 CE", "2 CE", "3 CE", "4 CE", "5 CE"]);
});

test("all time is told in billions of years ago", () => {
  const { near } = words(dayFromDate(-14e9, 1, 1), dayFromDate(2100, 1, 1));
  assert.deepEqual(near, ["10 billion years ago", "5 billion years ago", "2000"]);
});

test("at every scale there are some ticks, not too many, ascending, and their words do not collide", () => {
  const width = 1000;
  for (let length = 2 / 24; length < 1e13; length *= 1.13) {
    for (const middle of [day, -2_000_000, 1]) {
      const scale = new Scale(middle - length / 2, middle + length / 2, width);
      const { near, far } = ticksFor(scale);
      assert.ok(near.length >= 2 && near.length <= 60, `${length} days have ${near.length} ticks`);
      for (const ticks of [near, far]) {
        for (let i = 1; i < ticks.length; i += 1) {
          assert.ok(ticks[i].time > ticks[i - 1].time);
          assert.notEqual(ticks[i].label, ticks === far ? ticks[i - 1].label : undefined);
        }
        if (ticks.length > 0) assert.ok(ticks.length < 2 || ticks[1].time > scale.from, "at most one lies left of the view");
      }
    }
  }
});
