/** Elements with texts: what people wrote is only ever a text, never markup. */

/**
 * @param {string} name
 * @param {{class?: string, text?: string, id?: string, type?: string, href?: string, scope?: string}} [given]
 * @param {...(Node | string)} children
 */
export function element(name, given = {}, ...children) {
  const made = document.createElement(name);
  if (given.class) made.className = given.class;
  if (given.text !== undefined) made.textContent = given.text;
  for (const each of /** @type {const} */ (["id", "type", "scope"])) {
    const value = given[each];
    if (value) made.setAttribute(each, value);
  }
  if (given.href && isAddress(given.href)) made.setAttribute("href", given.href);
  made.append(...children);
  return made;
}

/** Whether it may be a link: something in this page, the web, or a letter. @param {string} href */
export function isAddress(href) {
  return /^(?:#|https?:\/\/|mailto:)/i.test(href);
}

/**
 * The element of the page with that id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}
