import { Problem, type Violation } from '../../../platform/problem';
import { violation } from '../../../platform/violation';
import { parsePath, pathOf, type Segments } from '../csv/columnPath';
import { cellsOf } from './csvCells';
import type { CsvRecord } from './csvRecords';
import type { RowForm } from './faults';

export type CellType = 'text' | 'number' | 'boolean';

/** What a CSV reader needs to know besides. */
export interface CsvForm extends RowForm {
  /** The list of which each record has one item; its columns are `orderLines.skuId` and so on. */
  linesMember: string;
  /** What the cells of a column are, by its path. */
  typeOf(path: string): CellType;
}

export interface Column {
  at: number;
  /** Within the row, or within the item of `linesMember`. */
  segments: Segments;
  ofLine: boolean;
  type: CellType;
}

export interface CsvHeader {
  /** Cells of a record. */
  width: number;
  columns: Column[];
  keyAt: number;
  /** Some column names a place in a list. */
  hasPlaces: boolean;
}

const DELIMITERS = [',', ';', '\t'];
const MAX_COLUMNS = 500;

/** The delimiter that a header uses most, outside quotes. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] as string;
}

/**
 * The columns that the first record names: paths of members. Those that begin with `#` are remarks.
 * @throws Problem 400 with everything that is wrong with it; names are not quoted, since it may be no header at all
 */
export function headerOf({ text }: CsvRecord, delimiter: string, form: CsvForm): CsvHeader {
  const names = text === null ? null : cellsOf(text, delimiter);
  if (!names) throw new Problem('VALIDATION_FAILED', 'The first line must name the columns, in UTF-8.');
  while (names.length > 0 && names.at(-1)?.trim() === '') names.pop();
  const errors: Violation[] = [];
  const fault = (at: number, message: string) => errors.push(violation('INVALID_COLUMN', message, ['header', at]));
  if (names.length > MAX_COLUMNS) fault(MAX_COLUMNS, `has more than ${MAX_COLUMNS} columns`);

  const shapes = new Map<string, string>([[form.linesMember, 'object']]);
  const columns: Column[] = [];
  let keyAt = -1;
  for (const [at, name] of names.slice(0, MAX_COLUMNS).entries()) {
    const path = name.trim();
    if (path.startsWith('#')) continue;
    const segments = parsePath(path);
    if (!segments) fault(at, `column ${at + 1} is not the path of a member`);
    else if (!fits(shapes, segments)) fault(at, `column ${at + 1} repeats or contradicts another`);
    else {
      const ofLine = segments[0] === form.linesMember;
      columns.push({ at, segments: ofLine ? segments.slice(1) : segments, ofLine, type: form.typeOf(path) });
      if (path === form.keyMember) keyAt = at;
    }
  }
  if (keyAt < 0) errors.push(violation('REQUIRED', `no column is called ${form.keyMember}`, ['header']));
  if (errors.length > 0) {
    throw new Problem('VALIDATION_FAILED', 'The first line must name the columns; see the template.', { errors });
  }
  const hasPlaces = columns.some(({ segments }) => segments.some((part) => typeof part === 'number'));
  return { width: names.length, columns, keyAt, hasPlaces };
}

/** Notes what a column makes of the members on its way; false where another column makes something else of one. */
function fits(shapes: Map<string, string>, segments: Segments): boolean {
  return segments.every((_, at) => {
    const path = pathOf(segments.slice(0, at + 1)) ?? '';
    const next = segments[at + 1];
    const shape = next === undefined ? 'value' : typeof next === 'number' ? 'list' : 'object';
    const known = shapes.get(path);
    shapes.set(path, known ?? shape);
    return known === undefined || (known === shape && shape !== 'value');
  });
}
