import { z } from 'zod';
import { JOB_MODES, JOB_OUTCOMES, JOB_STATUSES } from '../../domain/job';
import { STATUSES } from '../../domain/order/state';
import { stamp } from '../common/fields';
import { Violation } from '../common/problem';

/** What happens to a row whose number an order with other content has. */
export const ON_EXISTING = ['REPLAY', 'FAIL', 'UPDATE_IF_UNRELEASED'] as const;

const count = z.number().int().min(0);

export const BulkCounts = z
  .object({
    total: count,
    created: count,
    replayed: count.meta({ description: 'The same order was there already.' }),
    duplicate: count.meta({ description: 'The same row stands earlier in the file.' }),
    updated: count,
    failed: count,
    skipped: count.meta({ description: 'Not applied: the job was cancelled, only validates, or refuses all for one.' }),
    pending: count,
  })
  .meta({ id: 'BulkCounts', description: 'The outcomes and `pending` always add up to `total`.' });

/** The order that has the number of a failed row. */
export const ExistingOrder = z
  .looseObject({
    salesOrderNumber: z.string(),
    status: z.enum(STATUSES),
    createdAt: stamp,
    jobId: z.string().nullable().meta({ description: 'That the order itself names.' }),
    importJobId: z.string().nullable().meta({ description: 'The import that created it; null where none did.' }),
  })
  .meta({ id: 'ExistingOrder' });

export const FailedBulkOrder = z
  .object({
    customerOrderNumber: z.string().optional().meta({ description: 'Absent where the row does not tell.' }),
    message: z.string(),
    lines: z.array(z.object({ customerLineNumber: z.string(), message: z.string() })),
    index: count.meta({ description: 'Place in the file, from 0.' }),
    lineNumbers: z.array(z.number().int()).meta({ description: 'Lines of the file, from 1.' }),
    errors: z.array(Violation),
    existing: ExistingOrder.optional(),
    retryable: z.boolean(),
  })
  .meta({ id: 'FailedBulkOrder' });

/** An import of sales orders. `jobId`, `status`, `failedOrders` and `progress` are the published contract's. */
export const SalesOrderCreateAsyncJob = z
  .object({
    jobId: z.string().max(20),
    status: z
      .enum(JOB_STATUSES)
      .meta({ description: 'COMPLETED: every row was handled, with or without failures; `outcome` tells which.' }),
    failedOrders: z.array(FailedBulkOrder),
    progress: z.object({ processed: count, total: count }),
    failedOrdersTruncated: z
      .boolean()
      .meta({ description: 'More have failed than are listed; see `links.failedRows`.' }),
    outcome: z.enum(JOB_OUTCOMES).nullable().meta({ description: 'Null until COMPLETED.' }),
    counts: BulkCounts,
    paused: z.boolean(),
    messages: z
      .array(z.string())
      .meta({ description: 'Worth knowing beyond the counts: repeated rows, an earlier job of the same content.' }),
    mode: z.enum(JOB_MODES),
    onExisting: z.enum(ON_EXISTING),
    source: z.object({
      format: z.string(),
      bytes: count.nullable().meta({ description: 'Unpacked.' }),
      sha256: z.string().nullable().meta({ description: 'Of the unpacked content.' }),
      fileName: z.string().nullable(),
    }),
    throughputPerSecond: z.number().nullable(),
    estimatedCompletionAt: stamp.nullable(),
    parentJobId: z.string().nullable().meta({ description: 'The job whose failed rows these are.' }),
    possibleDuplicateOf: z.string().nullable().meta({ description: 'An earlier job had the same content.' }),
    createdBy: z.string(),
    createdAt: stamp,
    startedAt: stamp.nullable(),
    completedAt: stamp.nullable(),
    updatedAt: stamp,
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'SalesOrderCreateAsyncJob' });
export type SalesOrderCreateAsyncJob = z.input<typeof SalesOrderCreateAsyncJob>;

export const BulkJobList = z
  .object({
    data: z.array(SalesOrderCreateAsyncJob),
    meta: z.object({ limit: z.number().int(), nextCursor: z.string().nullable() }),
  })
  .meta({ id: 'BulkJobList', description: 'Newest first; here `failedOrders` are left out.' });
