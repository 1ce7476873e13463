/**
 * What the reader asked, in the page's address: `#actor=ana-ruiz&from=2031-05&event=strike-called`.
 *
 * Names are those of the command line's filters. A name that is not known is left alone; an address without "=" is the
 * id of something in the page, as links without a script have it.
 */

/** The filters that take several values. */
export const FACETS = /** @type {const} */ (["actor", "type", "place", "source", "standing", "tag"]);

/** @typedef {typeof FACETS[number]} FacetName */

/**
 * @typedef {object} Asked
 * @property {Record<FacetName, string[]>} chosen
 * @property {string} text
 * @property {string} from as typed
 * @property {string} to
 * @property {boolean} certain
 * @property {boolean} inView only what the timeline shows
 * @property {string} area "west,south,east,north" in degrees, of the map
 * @property {string} rows
 * @property {string} view "from..to": the window of the timeline, where it is not the whole
 * @property {string} event the id of the event that is open
 * @property {string} at the id of a place in the page
 */

/** @returns {Asked} */
export function nothingAsked() {
  return {
    chosen: { actor: [], type: [], place: [], source: [], standing: [], tag: [] },
    text: "",
    from: "",
    to: "",
    certain: false,
    inView: false,
    area: "",
    rows: "",
    view: "",
    event: "",
    at: "",
  };
}

/**
 * @param {string} hash with its "#", or ""
 * @returns {Asked}
 */
export function readAddress(hash) {
  const asked = nothingAsked();
  const text = hash.replace(/^#/, "");
  if (!text.includes("=")) {
    asked.at = decoded(text);
    return asked;
  }
  const given = new URLSearchParams(text);
  for (const name of FACETS) asked.chosen[name] = [...new Set(given.getAll(name).filter(Boolean))];
  for (const name of /** @type {const} */ (["text", "from", "to", "area", "rows", "view", "event", "at"])) {
    asked[name] = given.get(name) ?? "";
  }
  asked.certain = given.has("certain");
  asked.inView = given.has("in-view");
  return asked;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {Asked} asked
 * @returns {string} "" where nothing is asked, else with its "#"
 */
export function writeAddress(asked) {
  const given = new URLSearchParams();
  for (const name of FACETS) for (const value of asked.chosen[name]) given.append(name, value);
  for (const name of /** @type {const} */ (["text", "from", "to"])) if (asked[name]) given.append(name, asked[name]);
  if (asked.certain) given.append("certain", "1");
  if (asked.inView) given.append("in-view", "1");
  for (const name of /** @type {const} */ (["area", "rows", "view", "event"])) {
    if (asked[name]) given.append(name, asked[name]);
  }
  if (asked.at && given.size === 0) return `#${encodeURIComponent(asked.at)}`;
  if (asked.at) given.append("at", asked.at);
  return given.size === 0 ? "" : `#${String(given)}`;
}

/** Whether anything is asked that leaves events out. @param {Asked} asked */
export function isNarrowed(asked) {
  const { chosen, text, from, to, inView, area } = asked;
  return FACETS.some((name) => chosen[name].length > 0) || Boolean(text.trim() || from || to || area) || inView;
}
