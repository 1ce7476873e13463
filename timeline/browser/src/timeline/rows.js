/**
 * Rows with a head each: the events by actor, place, type or source. What has several stands in each of its rows.
 */

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").TimelineEvent} TimelineEvent */
/** @typedef {"" | "actor" | "place" | "type" | "source"} RowKind */

/**
 * @typedef {object} Row
 * @property {string} id "" where there is one row for all, and for those that have none
 * @property {string} name its head; "" where there is one row for all
 * @property {number[]} events indices, in the order of time
 */

/** @type {Record<Exclude<RowKind, "">, {of: (event: TimelineEvent) => string[], names: keyof Model["names"], none: string}>} */
const KINDS = {
  actor: { of: (event) => event.actors, names: "actors", none: "No actor named" },
  place: { of: (event) => one(event.place), names: "places", none: "No place named" },
  type: { of: (event) => one(event.type), names: "types", none: "No type" },
  source: { of: (event) => event.sources, names: "sources", none: "No source named" },
};

/** @param {string} id */
function one(id) {
  return id ? [id] : [];
}

/** @param {string} kind @returns {kind is RowKind} */
export function isRowKind(kind) {
  return kind === "" || Object.hasOwn(KINDS, kind);
}

/**
 * The rows of a kind, those with most events first, those that have none last.
 * @param {Model} model
 * @param {Int32Array} order the dated events by their begin
 * @param {RowKind} kind
 * @returns {Row[]}
 */
export function rowsOf(model, order, kind) {
  if (kind === "") return [{ id: "", name: "", events: Array.from(order) }];
  const { of, names, none } = KINDS[kind];
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const index of order) {
    const ids = of(model.events[index]);
    for (const id of ids.length > 0 ? ids : [""]) {
      let row = rows.get(id);
      if (!row) rows.set(id, (row = { id, name: id === "" ? none : nameIn(model.names[names], id), events: [] }));
      row.events.push(index);
    }
  }
  return [...rows.values()].sort(
    (a, b) => Number(a.id === "") - Number(b.id === "") || b.events.length - a.events.length || compare(a.name, b.name),
  );
}

/** @param {Record<string, string>} names @param {string} id */
function nameIn(names, id) {
  return Object.hasOwn(names, id) ? names[id] : id; // an id may be "constructor"
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
