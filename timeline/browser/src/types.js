/**
 * Types of events, and the colour of each family: the first part of "consult/phone".
 *
 * The same family has the same colour (`--type-0` .. `--type-7`) on every page, whatever else is on it: one may go from
 * page to page of a server. Colour is never the only sign: there are more families than colours.
 */

/** PLOVER's families in its order: neighbours in meaning are not neighbours in colour. */
const FAMILIES = [
  "agree",
  "consult",
  "support",
  "concede",
  "cooperate",
  "aid",
  "retreat",
  "request",
  "accuse",
  "reject",
  "threaten",
  "protest",
  "sanction",
  "mobilize",
  "coerce",
  "assault",
];

export const COLOURS = 8;

/**
 * The family of a type: "consult" of "consult/phone".
 * @param {string} type
 */
export function familyOf(type) {
  const slash = type.indexOf("/");
  return slash < 0 ? type : type.slice(0, slash);
}

/**
 * The number of the family's colour, 0 to 7: PLOVER's in turn, others by the sum of their letters.
 * @param {string} type
 */
export function familyColour(type) {
  const family = familyOf(type);
  const known = FAMILIES.indexOf(family);
  if (known >= 0) return known % COLOURS;
  let sum = 0;
  for (const letter of family) sum += letter.codePointAt(0) ?? 0;
  return sum % COLOURS;
}
