import type { Violation } from '../../../platform/problem';
import { violation } from '../../../platform/violation';
import { place, type Segments } from '../csv/columnPath';
import { unguarded } from '../csv/formulaGuard';
import type { StagedRow } from '../types';
import type { CellType, Column, CsvForm, CsvHeader } from './csvHeader';
import type { CsvRecord } from './csvRecords';
import { notUtf8, rowFault, shown, tooLarge, unreadable } from './faults';

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i;
/** Of one order. */
const MAX_ERRORS = 100;
const BOOLEAN = /^(true|false)$/i;

/** A cell as its column's type; as text where it does not look like one, for the schema to refuse. */
function valueOf(cell: string, type: CellType): string | number | boolean {
  const text = unguarded(cell);
  if (type === 'number' && NUMBER.test(text.trim())) return Number(text);
  if (type === 'boolean' && BOOLEAN.test(text.trim())) return text.trim().toLowerCase() === 'true';
  return text;
}

/** What is wrong with a record as such. */
function faultOf({ tooLong, text, cells }: CsvRecord, width: number, maxBytes: number): Violation | null {
  if (tooLong) return tooLarge(maxBytes);
  if (text === null) return notUtf8();
  if (cells === null) return rowFault('MALFORMED_CSV', 'has a quote that is not closed, or not doubled inside quotes');
  const beyond = cells.slice(width).some((cell) => cell.trim() !== '');
  if (cells.length >= width && !beyond) return null;
  return rowFault('COLUMN_COUNT', `has ${cells.length} cells, the header has ${width}`);
}

/** A record's key, and where it cannot be told for sure, all that may be one. */
export interface RecordKey {
  /** Empty: none. */
  key: string;
  words: readonly string[];
}

export function keyOf(record: CsvRecord, { keyAt, width }: CsvHeader, delimiter: string): RecordKey {
  const { cells } = record;
  if (cells?.length === width) return { key: unguarded(cells[keyAt] as string), words: [] };
  const bare = (word: string) => unguarded(word.replace(/^"|"$/g, ''));
  const words = cells ?? shown(record).split(delimiter).map(bare);
  return { key: words[keyAt] ?? '', words };
}

/** One order that is built from the records that stand together under its number. */
export class CsvOrder {
  private readonly errors: Violation[] = [];
  private readonly document: Record<string, unknown> = {};
  private readonly items: Record<string, unknown>[] = [];
  /** Text of the order's own cells, by column. */
  private readonly known = new Map<number, string>();
  private readonly texts: string[] = [];
  private size = 0;
  private records = 0;
  private nextLine: number;
  private key: string;
  /** While only broken records are here: the keys that it may turn out to have. */
  private words: readonly string[];

  constructor(
    { key, words }: RecordKey,
    private readonly line: number,
    private readonly header: CsvHeader,
    private readonly form: CsvForm,
  ) {
    this.nextLine = line;
    this.key = key;
    this.words = words;
  }

  /**
   * Whether a record belongs to this order. A broken one may be a line of the order beside it, which must not go on
   * without that line.
   */
  claims({ key, words }: RecordKey): boolean {
    if (this.key !== '' && (key === this.key || words.includes(this.key))) return true;
    if (words.length > 0 || key === '' || !this.words.includes(key)) return false;
    this.key = key;
    this.words = [];
    return true;
  }

  add(record: CsvRecord): void {
    const blanks = record.line - this.nextLine;
    this.nextLine = record.line + record.lines;
    this.size += record.bytes.length + blanks + 1;
    this.records += 1;
    if (this.size - 1 > this.form.maxBytes) return;
    this.texts.push('\n'.repeat(blanks) + shown(record));
    const fault = faultOf(record, this.header.width, this.form.maxBytes);
    if (fault) this.errors.push({ ...fault, message: `Line ${record.line} ${fault.message}.` });
    else this.take(record.cells as string[]);
  }

  /** The order as a row of the job. */
  row(): StagedRow {
    const { line, form } = this;
    const key = this.key === '' ? null : this.key;
    const raw = this.texts.join('\n');
    if (this.size - 1 > form.maxBytes) return unreadable(line, key, `${raw.slice(0, 4096)}…`, tooLarge(form.maxBytes));
    if (this.errors.length > 0) return { line, key, payload: null, raw, errors: this.errors.slice(0, MAX_ERRORS) };
    const document = { ...this.document, [form.linesMember]: this.items };
    const payload = this.header.hasPlaces ? withoutHoles(document) : document;
    // Where its lines are not simply the next ones, the text tells which they were.
    return { line, key, payload, raw: this.nextLine - line === this.items.length ? null : raw };
  }

  private take(cells: readonly string[]): void {
    const item: Record<string, unknown> = {};
    for (const column of this.header.columns) {
      const cell = cells[column.at] as string;
      if (cell === '') continue;
      if (column.ofLine) place(item, column.segments, valueOf(cell, column.type));
      else this.takeOwn(column, cell);
    }
    if (Object.keys(item).length > 0) this.items.push(item);
  }

  /** The order's own cells are repeated in each of its records, or left blank in all but one. */
  private takeOwn({ at, segments, type }: Column, cell: string): void {
    const known = this.known.get(at);
    if (known === undefined) {
      this.known.set(at, cell);
      place(this.document, segments, valueOf(cell, type));
    } else if (known !== cell) this.errors.push(conflict(segments));
  }
}

const conflict = (segments: Segments): Violation =>
  violation('CONFLICTING_VALUES', 'The lines of the order say different things.', segments);

/** Lists without the places that no cell filled. */
function withoutHoles(value: unknown): unknown {
  if (Array.isArray(value)) return value.flat(0).map(withoutHoles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutHoles(member)]));
}
