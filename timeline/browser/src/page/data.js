/**
 * The data of a page: columns and packed claims, as `timeline/exporters/people/page_data.py` writes them.
 *
 * Ids and titles are not among them: the list has them, see `list.js`.
 */

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Span} Span */
/** @typedef {import("../model.js").TimelineEvent} TimelineEvent */

/** @typedef {[begin: number | null, begun: number | null, ending: number | null, end: number | null, lasting: number]} Days */

/** @typedef {{id: string[], name?: string[]}} Table ids by number, and what each is called where that is something else */

/**
 * @typedef {object} Columns
 * @property {Table} actors
 * @property {Table & {point: Record<string, [number, number]>, vague: number[], within: Record<string, number>}} places
 * @property {Table} sources in the order of the list of sources: the first is number 1 there
 * @property {Table} types
 * @property {Table} tags
 * @property {Table} dates
 * @property {EventColumns} events
 */

/**
 * A list has a value an event; a record has those of some events, by their index.
 * @typedef {object} EventColumns
 * @property {(number | null)[]} day the one day on which it was, told as the difference to the day before it in the list
 * @property {Record<string, Days[]>} spans of the others that are dated
 * @property {number[]} date
 * @property {Record<string, number>} second
 * @property {number[]} marks
 * @property {Record<string, import("../model.js").Standing>} standing those that are not plainly asserted
 * @property {number[]} type -1 for none, as for the place
 * @property {number[]} place
 * @property {Record<string, [number, number]>} point where it is the event's own
 * @property {number[][]} actors
 * @property {number[][]} sources
 * @property {Record<string, number[]>} tags
 * @property {Record<string, number>} origins where they are not as many as the sources
 */

/**
 * What a page knows: the model, and what only a page needs.
 * @typedef {object} PageData
 * @property {Model} model
 * @property {Uint8Array} marks of each event, the bits below
 * @property {Record<string, string>} within the place that a place lies in, by ids
 * @property {Record<string, number>} sourceNumbers the number of a source in the list of sources, by id
 */

/** Bits of `marks`. */
export const APPROXIMATE = 1;
export const UNCERTAIN = 2;
export const DISPUTED = 4;
export const PERIOD_ABOVE = 8;
export const DATE_ABOVE = 16;

/** @param {string} text base64 of gzip of JSON */
export async function unpacked(text) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let i = 0; i < signs.length; i += 1) bytes[i] = signs.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/**
 * The data of the page, its columns read, with the ids and titles that the list has.
 * @param {Columns} columns
 * @param {{id: string, title: string}[]} heads
 * @returns {PageData}
 */
export function pageData(columns, heads) {
  const { actors, places, sources, types, tags, dates, events: told } = columns;
  const vague = new Set(places.vague);
  const marks = Uint8Array.from(told.marks);
  let day = 0;
  const events = heads.map(({ id, title }, index) => {
    const step = told.day[index];
    if (step !== null) day += step;
    const place = told.place[index];
    const own = told.point[index];
    const mentioned = told.sources[index];
    return {
      index,
      id,
      title,
      when: nameOf(dates, told.date[index]),
      spans: step === null ? (told.spans[index] ?? []).map(spanOf) : [oneDay(day)],
      second: told.second[index] ?? null,
      approximate: (marks[index] & APPROXIMATE) !== 0,
      uncertain: (marks[index] & UNCERTAIN) !== 0,
      standing: told.standing[index] ?? "asserted",
      disputed: (marks[index] & DISPUTED) !== 0,
      type: told.type[index] < 0 ? "" : types.id[told.type[index]],
      place: place < 0 ? "" : places.id[place],
      point: own ?? places.point[place] ?? null,
      vague: !own && vague.has(place),
      actors: told.actors[index].map((number) => actors.id[number]),
      sources: mentioned.map((number) => sources.id[number]),
      tags: (told.tags[index] ?? []).map((number) => tags.id[number]),
      sourceCount: mentioned.length,
      originCount: told.origins[index] ?? mentioned.length,
    };
  });
  return {
    model: {
      events,
      names: { actors: namesOf(actors), places: namesOf(places), sources: namesOf(sources), types: namesOf(types) },
    },
    marks,
    within: record(Object.entries(places.within).map(([inner, outer]) => [places.id[Number(inner)], places.id[outer]])),
    sourceNumbers: record(sources.id.map((id, number) => [id, number + 1])),
  };
}

/** @param {number} day @returns {Span} */
function oneDay(day) {
  return { beginEarliest: day, beginLatest: day, endEarliest: day, endLatest: day, lasting: false };
}

/** @param {Days} days @returns {Span} */
function spanOf([begin, begun, ending, end, lasting]) {
  return {
    beginEarliest: begin ?? -Infinity,
    beginLatest: begun ?? Infinity,
    endEarliest: ending ?? -Infinity,
    endLatest: end ?? Infinity,
    lasting: lasting === 1,
  };
}

/** @param {Table} table @param {number} number */
function nameOf(table, number) {
  return (table.name ?? table.id)[number];
}

/** @param {Table} table */
function namesOf(table) {
  return record(table.id.map((id, number) => [id, nameOf(table, number)]));
}

/**
 * A record whose keys people chose: "__proto__" is a key like others.
 * @template T
 * @param {[string, T][]} pairs
 * @returns {Record<string, T>}
 */
function record(pairs) {
  const found = Object.create(null);
  for (const [key, value] of pairs) found[key] = value;
  return found;
}
