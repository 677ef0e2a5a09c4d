import type { JobMode, JobOutcome } from './job';

/** What became of a row; none yet: it is pending. */
export const ROW_OUTCOMES = ['created', 'replayed', 'duplicate', 'updated', 'failed', 'skipped'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Rows by outcome; the outcomes and `pending` always add up to `total`. */
export type JobCounts = Record<RowOutcome | 'pending' | 'total', number>;

export const noCounts = (total: number): JobCounts => ({
  total,
  created: 0,
  replayed: 0,
  duplicate: 0,
  updated: 0,
  failed: 0,
  skipped: 0,
  pending: total,
});

/** The counts after more rows got their outcomes. @throws RangeError for more outcomes than rows are pending */
export function counted(counts: JobCounts, outcomes: readonly RowOutcome[]): JobCounts {
  if (outcomes.length > counts.pending) throw new RangeError('more outcomes than pending rows');
  const after = { ...counts, pending: counts.pending - outcomes.length };
  for (const outcome of outcomes) after[outcome] += 1;
  return after;
}

export const processed = (counts: JobCounts): number => counts.total - counts.pending;

/**
 * What a finished job comes to. Rows that were only validated count as good ones; a job that is cancelled after its last
 * row has the outcome of its rows.
 */
export function outcomeOf(counts: JobCounts, { mode, cancelled }: { mode: JobMode; cancelled: boolean }): JobOutcome {
  if (cancelled) return 'CANCELLED';
  if (counts.failed === 0) return 'SUCCEEDED';
  const applied = counts.created + counts.replayed + counts.updated + counts.duplicate;
  const good = mode === 'VALIDATE_ONLY' ? applied + counts.skipped : applied;
  return good > 0 && mode !== 'ALL_OR_NOTHING' ? 'PARTIAL' : 'FAILED';
}
