/**
 * What the browser knows of events: the shapes that the timeline, the map, the filters and the list share.
 *
 * Days are whole numbers in the proleptic Gregorian calendar, both ends included: day 1 is 0001-01-01, as in
 * `timeline/domain/dates/calendar.py`; years are astronomical. An open end is -Infinity or Infinity. They are doubles:
 * 13.8 billion years are 5e12 days, and exact.
 */

/**
 * When something was: it began in `beginEarliest`..`beginLatest` and ended in `endEarliest`..`endLatest`.
 * @typedef {object} Span
 * @property {number} beginEarliest
 * @property {number} beginLatest
 * @property {number} endEarliest
 * @property {number} endLatest
 * @property {boolean} lasting whether it went on from its begin to its end; else it was somewhere within
 */

/** @typedef {"asserted" | "contested" | "alleged" | "expected" | "denied"} Standing */

/**
 * An event as the timeline, the map and the filters need it. What is told of it in words stands in the list.
 * @typedef {object} TimelineEvent
 * @property {number} index its place in the list, from 0: chronological order, undated ones last
 * @property {string} id
 * @property {string} title
 * @property {string} when its date in words
 * @property {Span[]} spans ascending; more than one where its date is disputed, none where it is undated
 * @property {number | null} second seconds after midnight at the place's own clock, where a time of day is known
 * @property {boolean} approximate
 * @property {boolean} uncertain
 * @property {Standing} standing
 * @property {boolean} disputed whether its sources disagree: on its date, its figures or its standing
 * @property {string} type id of the type, with its mode: "consult/phone"; "" where it has none
 * @property {string} place id of the place; "" where it has none
 * @property {[number, number] | null} point longitude and latitude, degrees
 * @property {boolean} vague whether the point stands for a region or a country, not for a spot
 * @property {string[]} actors ids of those who take part, each once
 * @property {string[]} sources ids of the sources of its claims, each once
 * @property {string[]} tags
 * @property {number} sourceCount
 * @property {number} originCount
 */

/**
 * What stands for ids in words: of actors, places, sources and types.
 * @typedef {object} Names
 * @property {Record<string, string>} actors
 * @property {Record<string, string>} places
 * @property {Record<string, string>} sources
 * @property {Record<string, string>} types
 */

/**
 * @typedef {object} Model
 * @property {TimelineEvent[]} events in the order of the list
 * @property {Names} names
 */

export {};
