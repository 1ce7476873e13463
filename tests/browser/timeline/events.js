/** Events and numbers for the tests of the timeline. */

/** Numbers from 0 to 1, the same ones for the same seed. */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function within(first, last = first) {
  return { beginEarliest: first, beginLatest: last, endEarliest: first, endLatest: last, lasting: false };
}

export function lasting(beginEarliest, beginLatest, endEarliest, endLatest) {
  return { beginEarliest, beginLatest, endEarliest, endLatest, lasting: true };
}

export function anEvent(given = {}) {
  return {
    index: 0,
    id: "event",
    title: "An event",
    when: "some day",
    spans: [],
    second: null,
    approximate: false,
    uncertain: false,
    standing: "asserted",
    disputed: false,
    type: "consult/phone",
    place: "",
    point: null,
    vague: false,
    actors: [],
    sources: [],
    tags: [],
    sourceCount: 1,
    originCount: 1,
    ...given,
  };
}

export function aModel(events, names = {}) {
  return {
    events: events.map((event, index) => ({ ...event, index, id: `event-${index}` })),
    names: { actors: {}, places: {}, sources: {}, types: {}, ...names },
  };
}

/** Events of every kind of date, in the order of a list. */
export function randomEvents(random, count, days) {
  const spanAt = (day) => {
    const kind = random();
    const some = () => Math.floor(random() * days * 0.1);
    if (kind < 0.5) return within(day);
    if (kind < 0.65) return within(day, day + some());
    if (kind < 0.7) return lasting(-Infinity, day, day, day + some());
    if (kind < 0.75) return lasting(day, day, day, Infinity);
    const begin = day + some();
    const end = begin + some();
    return lasting(day, begin, end, end + some());
  };
  const events = Array.from({ length: count }, (_, i) => {
    const day = Math.floor(random() * days);
    const spans = random() < 0.9 ? [spanAt(day)] : [within(day), within(day + 1 + Math.floor(random() * 50))];
    const second = random() < 0.2 ? Math.floor(random() * 86400) : null;
    return anEvent({ title: "words ".repeat(1 + Math.floor(random() * 9)) + i, spans, second });
  });
  return events.sort((a, b) => a.spans[0].beginEarliest - b.spans[0].beginEarliest);
}
