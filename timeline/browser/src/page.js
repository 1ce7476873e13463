/** The script of an exported page. */

export {};
