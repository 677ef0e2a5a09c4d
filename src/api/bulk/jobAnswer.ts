import type { z } from 'zod';
import { ON_EXISTING, type FailedBulkOrder, type SalesOrderCreateAsyncJob } from '../../contract/umg/bulkJob';
import { paceOf, processed } from '../../domain/job';
import type { JobRecord, JobRow } from '../../store/jobs';
import { existingOf } from './rowAnswer';
import { lineNumbersOf } from './lineNumbers';
import { remarksOn } from './remarks';

const MAX_MESSAGES = 5;

/** Path of a job in the API. */
export const jobPath = ({ businessUnitId, jobId }: Pick<JobRecord, 'businessUnitId' | 'jobId'>): string =>
  `/business_units/${encodeURIComponent(businessUnitId)}/sales_orders/bulk/${jobId}`;

/** A job as the contract shows it, with as many of its failed rows as were read. */
export function renderJob(job: JobRecord, failed: readonly JobRow[], now = new Date()): SalesOrderCreateAsyncJob {
  const { counts, params, source } = job;
  return {
    jobId: job.jobId,
    status: job.status,
    failedOrders: failed.map((row) => renderFailed(row, source.format)),
    progress: { processed: processed(counts), total: counts.total },
    failedOrdersTruncated: counts.failed > failed.length,
    outcome: job.outcome,
    counts,
    paused: job.control === 'pause' && job.status !== 'COMPLETED',
    messages: remarksOn(job),
    mode: params.mode,
    onExisting: ON_EXISTING.find((word) => word === params.onExisting) ?? 'REPLAY',
    source,
    ...paceOf(job, now),
    parentJobId: job.parentJobId,
    possibleDuplicateOf: job.possibleDuplicateOf,
    createdBy: job.createdBy,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    completedAt: job.completedAt,
    updatedAt: job.updatedAt,
    links: linksOf(job),
  };
}

function linksOf(job: JobRecord): Record<string, string> {
  const self = jobPath(job);
  const failedRows = `${self}/results?outcome=failed&format=csv`;
  const template = self.replace(/[^/]*$/, 'template');
  if (job.echo !== 'kept') return { self, template };
  const related = { self, results: `${self}/results`, failedRows, template };
  if (job.status === 'COMPLETED') return { ...related, retryFailed: `${self}/retry_failed` };
  return { ...related, cancel: `${self}/cancel`, pause: `${self}/pause`, resume: `${self}/resume` };
}

function renderFailed(row: JobRow, format: string): z.input<typeof FailedBulkOrder> {
  const { key, position: index, errors, retryable } = row;
  const existing = existingOf(row);
  return {
    ...(key === null ? {} : { customerOrderNumber: key }),
    message: messageOf(errors),
    lines: errors.flatMap(({ line, message }) => (line === undefined ? [] : [{ customerLineNumber: line, message }])),
    index,
    lineNumbers: lineNumbersOf(row, format),
    errors,
    ...(existing ? { existing } : {}),
    retryable,
  };
}

/** The errors in words, with the members they are about. */
export function messageOf(errors: JobRow['errors']): string {
  const words = errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  const more = words.length > MAX_MESSAGES ? [`and ${words.length - MAX_MESSAGES} more`] : [];
  return [...words.slice(0, MAX_MESSAGES), ...more].join('; ');
}
