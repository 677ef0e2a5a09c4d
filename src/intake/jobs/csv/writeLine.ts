import { guarded } from './formulaGuard';

/** Also what other spreadsheets than the reader's take for a delimiter is quoted. */
const SPECIAL = /[",;\t\r\n]|^\s|\s$/;

export type Cell = string | number | boolean | null | undefined;

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? guarded(value) : String(value);
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of CSV (RFC 4180) that no spreadsheet runs anything of. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;
