/** What the page of the browser's tests runs: the timeline itself, and models to show in it. */

import { dayFromDate } from "../../../timeline/browser/src/timeline/calendar.js";
import { createLegend } from "../../../timeline/browser/src/timeline/legend.js";
import { createTimeline } from "../../../timeline/browser/src/timeline/timeline.js";
import { aModel, anEvent, lasting, randomEvents, randomNumbers, within } from "./events.js";

const on = (year, month, day) => dayFromDate(year, month, day);

/** One event of every kind that looks different, in 2020. */
function kinds() {
  const march = [lasting(on(2020, 3, 1), on(2020, 3, 1), on(2020, 4, 30), on(2020, 4, 30))];
  const day = [within(on(2020, 9, 20))];
  return aModel(
    [
      anEvent({ title: "Goes on", spans: [lasting(on(2020, 1, 5), on(2020, 1, 5), on(2020, 6, 1), Infinity)], actors: ["a"] }),
      anEvent({ title: "Went on before", spans: [lasting(-Infinity, on(2020, 2, 1), on(2020, 3, 1), on(2020, 3, 1))] }),
      anEvent({ title: "Bounds not exact", spans: [lasting(on(2020, 2, 1), on(2020, 3, 1), on(2020, 5, 1), on(2020, 6, 1))] }),
      anEvent({ title: "Some time in May", spans: [within(on(2020, 5, 1), on(2020, 5, 31))], actors: ["a", "b"] }),
      ...["alleged", "denied", "expected", "contested"].map((standing) => anEvent({ title: `Lasting, ${standing}`, spans: march, standing, type: "assault" })),
      anEvent({ title: "About March", spans: march, approximate: true }),
      anEvent({ title: "Several dates", spans: [within(on(2020, 7, 5)), within(on(2020, 8, 1), on(2020, 8, 9)), within(on(2020, 9, 1))], disputed: true }),
      anEvent({ title: "اجتماع في بغداد حول السيادة", spans: [within(on(2020, 8, 12))] }),
      anEvent({ title: `${"on and on ".repeat(1000)}\u202e</script>`, spans: [within(on(2020, 10, 2))] }),
      ...["asserted", "alleged", "denied", "expected", "contested"].map((standing) => anEvent({ title: `Day, ${standing}`, spans: day, standing })),
      anEvent({ title: "At half past two", spans: day, second: 52_200, uncertain: true }),
      anEvent({ title: "Undated" }),
    ],
    { actors: { a: "Mustafa al-Kadhimi", b: "مقتدى الصدر" } },
  );
}

/** As many days in a row, with a title each. */
function days(count, perDay = 1, length = 0) {
  const first = on(2020, 1, 1);
  return aModel(
    Array.from({ length: count }, (_, i) => {
      const day = first + Math.floor(i / perDay);
      return anEvent({ title: `Event ${i}`, spans: [length ? lasting(day, day, day + length, day + length) : within(day)], actors: [`actor-${i % 5}`] });
    }),
  );
}

function random(count, span = 3650, seed = 1) {
  const events = randomEvents(randomNumbers(seed), count, span);
  const first = on(2010, 1, 1);
  for (const event of events) {
    for (const each of event.spans) for (const bound of ["beginEarliest", "beginLatest", "endEarliest", "endLatest"]) each[bound] += first;
    event.actors = [`actor-${Math.floor(Math.abs(event.spans[0].beginLatest) % 17)}`];
  }
  return aModel(events);
}

/** The beginning of all, and today. */
function allTime() {
  return aModel([
    anEvent({ title: "The beginning of all", spans: [within(on(-13_800_000_000, 1, 1), on(-13_700_000_000, 1, 1))], approximate: true }),
    anEvent({ title: "The Ides of March", spans: [within(on(-43, 3, 15))] }),
    anEvent({ title: "Today", spans: [within(on(2026, 11, 27))], second: 3600 }),
  ]);
}

Object.assign(window, { createTimeline, createLegend, on, kinds, days, random, allTime, none: () => aModel([]), aModel, anEvent });

/** Shows the model; what is picked and where one moved to is kept. */
window.show = (model, options = {}) => {
  window.picked = [];
  window.moved = [];
  window.model = model;
  window.timeline = createTimeline(document.getElementById("shown"), {
    model,
    onPick: (index) => window.picked.push(index),
    onWindow: (from, to) => window.moved.push([from, to]),
    ...options,
  });
};
