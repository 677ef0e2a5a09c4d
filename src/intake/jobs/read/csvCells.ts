/**
 * The cells of one record (RFC 4180): a cell with a quote in it stands in quotes, and its quotes are doubled. Null for a
 * record that breaks this.
 */
export function cellsOf(record: string, delimiter: string): string[] | null {
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; at += delimiter.length) {
    const cell = record[at] === '"' ? quotedCell(record, at) : plainCell(record, at, delimiter);
    if (!cell) return null;
    cells.push(cell.text);
    at = cell.end;
    if (at === record.length) return cells;
    if (!record.startsWith(delimiter, at)) return null;
  }
}

interface Cell {
  text: string;
  /** Where what follows it begins. */
  end: number;
}

function plainCell(record: string, from: number, delimiter: string): Cell | null {
  const found = record.indexOf(delimiter, from);
  const end = found < 0 ? record.length : found;
  const text = record.slice(from, end);
  return text.includes('"') ? null : { text, end };
}

function quotedCell(record: string, from: number): Cell | null {
  let text = '';
  for (let at = from + 1; ; at += 2) {
    const quote = record.indexOf('"', at);
    if (quote < 0) return null;
    text += record.slice(at, quote);
    if (record[quote + 1] !== '"') return { text, end: quote + 1 };
    text += '"';
    at = quote;
  }
}
