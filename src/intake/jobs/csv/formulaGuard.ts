/**
 * Text that a spreadsheet would run as a formula, after any number of apostrophes; the wide forms count in some
 * languages.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** Text of a cell that no spreadsheet runs: one apostrophe more, as spreadsheets themselves write it. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Takes one apostrophe off again: `unguarded(guarded(text))` is `text`, for every text. */
export const unguarded = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);
