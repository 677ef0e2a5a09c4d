import { LINES_MEMBER } from '../../contract/umg/bulkColumns';
import type { JobRow } from '../../store/jobs';

const MAX_LINES = 2000;

/**
 * The lines of the file that a row came from. A row of CSV has one for each line of its order; where that is not so, its
 * text was kept, which tells.
 */
export function lineNumbersOf({ line, raw, payload }: JobRow, format: string): number[] {
  if (line === null) return [];
  const items = (payload as Record<string, unknown> | null)?.[LINES_MEMBER];
  const count = format !== 'csv' ? 1 : raw !== null ? raw.split('\n').length : Array.isArray(items) ? items.length : 1;
  return Array.from({ length: Math.min(Math.max(count, 1), MAX_LINES) }, (_, at) => line + at);
}
