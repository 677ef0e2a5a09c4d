import type { BulkResult } from '../../contract/umg/bulkResult';
import { ExistingOrder } from '../../contract/umg/bulkJob';
import type { JobRow } from '../../store/jobs';

const wordOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The order that has the number of a failed row. */
export function existingOf({ result }: JobRow) {
  const existing = ExistingOrder.safeParse(result?.existing);
  return existing.success ? existing.data : null;
}

/** What became of a row, with the row as it was sent. */
export function renderRow(row: JobRow): BulkResult {
  const { position: index, line, outcome, key, errors, retryable, result, payload, raw } = row;
  const existing = existingOf(row);
  return {
    index,
    line,
    outcome: outcome ?? 'pending',
    customerOrderNumber: key,
    salesOrderNumber: wordOf(result?.salesOrderNumber) ?? existing?.salesOrderNumber ?? null,
    errors,
    retryable,
    reason: wordOf(result?.reason),
    ...(existing ? { existing } : {}),
    original: payload ?? raw,
  };
}
