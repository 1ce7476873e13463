/** The script of the pages that `timeline serve` shows. */

export {};
