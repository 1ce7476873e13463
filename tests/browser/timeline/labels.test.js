import assert from "node:assert/strict";
import test from "node:test";
import { cleanTitle, directionOf, labelOf, labelWidth, Measure } from "../../../timeline/browser/src/timeline/labels.js";

/** A font whose signs are as wide as their code says, more or less. */
const measure = new Measure((text) => [...text].reduce((sum, sign) => sum + 5 + (sign.codePointAt(0) % 4), 0));

test("a title is one line without signs that turn others round", () => {
  assert.equal(cleanTitle("one\n two\t\u202ethree\u2066 \u0007four\u200f"), "one two three four");
});

test("a title of 10,000 signs is not looked at beyond what can be shown", () => {
  assert.ok(cleanTitle("word ".repeat(2000)).length <= 201);
});

test("the direction is that of the first strong sign", () => {
  assert.equal(directionOf("2020: meeting"), "ltr");
  assert.equal(directionOf("2020 – اجتماع with NATO"), "rtl");
  assert.equal(directionOf("שלום"), "rtl");
  assert.equal(directionOf("12:30 …"), "ltr");
  assert.equal(directionOf("会議"), "ltr");
  assert.equal(directionOf("𞤀𞤣"), "rtl");
});

test("approximate and uncertain dates say so before the title", () => {
  const of = (approximate, uncertain) => labelOf({ title: "Siege", approximate, uncertain });
  assert.deepEqual([of(false, false), of(true, false), of(false, true), of(true, true)], ["Siege", "~ Siege", "? Siege", "~? Siege"]);
});

test("a cut text fits its room, ends with an ellipsis and breaks no sign", () => {
  for (const text of ["A meeting of ministers", "مؤتمر صحفي في بغداد", "🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉"]) {
    for (let room = 40; room < 200; room += 1) {
      const cut = measure.cut(text, room);
      assert.ok(cut.width <= room, `${cut.text} in ${room}`);
      assert.ok(text.startsWith(cut.text.replace(/…$/, "").trimEnd()));
      assert.ok(!/[\ud800-\udbff](?![\udc00-\udfff])/.test(cut.text));
      if (cut.text !== text) assert.ok(cut.text === "" || cut.text.endsWith("…"));
    }
  }
});

test("with next to no room there is no label", () => {
  assert.deepEqual(measure.cut("A meeting", 12), { text: "", width: 0 });
  assert.deepEqual(measure.cut("A meeting", -Infinity), { text: "", width: 0 });
});

test("the room kept for a label is never less than it takes", () => {
  for (const title of ["plain", "one\n\n two", "\u202eturned", "x".repeat(300), "ab 🎉 c"]) {
    for (const approximate of [true, false]) {
      const event = { title, approximate, uncertain: false };
      assert.ok(labelWidth(measure, event, 240) >= Math.min(measure.upTo(labelOf(event), 240), 240), title);
    }
  }
});
