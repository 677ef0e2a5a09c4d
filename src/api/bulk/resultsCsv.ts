import { COMMON_COLUMNS, LINES_MEMBER } from '../../contract/umg/bulkColumns';
import { leavesOf, parsePath, pathOf, valueAt, type Segments } from '../../intake/jobs/csv/columnPath';
import type { Cell } from '../../intake/jobs/csv/writeLine';
import type { JobRow } from '../../store/jobs';
import { messageOf } from './jobAnswer';
import { renderRow } from './rowAnswer';

/** What we say about a row; readers of uploads skip columns that begin with `#`. */
const REMARKS = ['#line', '#outcome', '#salesOrderNumber', '#errors', '#original'];

export interface CsvColumns {
  names: string[];
  columns: { segments: Segments; ofLine: boolean }[];
}

/** An order as its parts for CSV: itself without its lines, and the lines. */
function partsOf(payload: unknown): { order: unknown; items: unknown[] } {
  const { [LINES_MEMBER]: items, ...order } = (payload ?? {}) as Record<string, unknown>;
  return { order, items: Array.isArray(items) ? items : [] };
}

/**
 * The columns that rows need: those that most files have, then whatever else they have anywhere. Members whose names
 * cannot stand in a path have none.
 */
export async function csvColumnsOf(rows: AsyncIterable<JobRow>): Promise<CsvColumns> {
  const names = new Set(COMMON_COLUMNS);
  const add = (part: unknown, at: Segments) => {
    for (const { segments } of leavesOf(part, at)) {
      const path = pathOf(segments);
      if (path !== null) names.add(path);
    }
  };
  for await (const { payload } of rows) {
    const { order, items } = partsOf(payload);
    add(order, []);
    for (const item of items) add(item, [LINES_MEMBER]);
  }
  const columns = [...names].map((name) => {
    const segments = parsePath(name) as Segments;
    const ofLine = segments[0] === LINES_MEMBER;
    return { segments: ofLine ? segments.slice(1) : segments, ofLine };
  });
  return { names: [...REMARKS, ...names], columns };
}

/** A row as lines of CSV: one per line of its order, the order's own members repeated. */
export function csvRowsOf(row: JobRow, { columns }: CsvColumns): Cell[][] {
  const { line, outcome, salesOrderNumber, errors, reason } = renderRow(row);
  const text = row.payload === null ? row.raw : null;
  const remarks = [line, outcome, salesOrderNumber, messageOf(errors) || reason, text];
  const { order, items } = partsOf(row.payload);
  return (items.length > 0 ? items : [null]).map((item) => [
    ...remarks,
    ...columns.map(({ segments, ofLine }) => plain(valueAt(ofLine ? item : order, segments))),
  ]);
}

const plain = (value: unknown): Cell => (typeof value === 'object' ? null : (value as Cell));
