import { z } from 'zod';
import { LISTED_TYPES, STOCK_JOB_TYPES, type StockJobType } from '../../domain/stock';
import { stamp, text } from '../common/fields';
import { int64 } from './common';

export const JobQueueResponse = z
  .object({
    jobID: z.number().int(),
    tenantID: z.number().int(),
    locationCode: z.string(),
    type: z.enum(STOCK_JOB_TYPES),
    added: stamp,
    started: stamp.optional(),
    finished: stamp.optional(),
    originalFilename: z.string().optional(),
    hasData: z.boolean(),
    itemCount: z.number().int().optional(),
    status: z.enum(['PENDING', 'WORKING', 'SUCCESS', 'FAILED']),
    success: z.boolean(),
    messages: z.array(z.string()),
    numResults: z.number().int(),
  })
  .meta({ id: 'KiboJob' });
export type JobQueueResponse = z.infer<typeof JobQueueResponse>;

/** A parameter that comes once, several times, with or without `[]`, or as one list with commas. */
const types = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().flatMap((one) => one.split(',')))
  .pipe(z.array(z.enum(LISTED_TYPES)))
  .optional();

export const QueueQuery = z.looseObject({
  locationCode: text(60).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  owner: text(100).optional(),
  types,
  'types[]': types,
  originalFilename: text(255).optional(),
});

export const JobPath = z.object({ jobID: z.coerce.number().pipe(int64.min(1)) });

export const JobId = z.object({ jobID: z.number().int() }).meta({ id: 'KiboJobId' });

/** What of a job of ours the wire shows. */
export interface ShownJob {
  number: number;
  params: Record<string, unknown>;
  source: { fileName: string | null };
  status: string;
  outcome: string | null;
  counts: { total: number; pending: number };
  messages: string[];
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
}

const statusOf = ({ status, outcome }: ShownJob): JobQueueResponse['status'] => {
  if (status === 'CREATED') return 'PENDING';
  if (status !== 'COMPLETED') return 'WORKING';
  return outcome === 'SUCCEEDED' || outcome === 'PARTIAL' ? 'SUCCESS' : 'FAILED';
};

/** An inventory job on the wire. */
export function renderJob(job: ShownJob, tenantID: number): JobQueueResponse {
  const { number, params, source, counts, createdAt, startedAt, completedAt } = job;
  const status = statusOf(job);
  const type = params.type as StockJobType;
  const counted = type === 'REFRESH' || type === 'ADJUST';
  return {
    jobID: number,
    tenantID,
    locationCode: String(params.locationCode),
    type,
    added: createdAt,
    ...(startedAt ? { started: startedAt } : {}),
    ...(completedAt ? { finished: completedAt } : {}),
    ...(source.fileName ? { originalFilename: source.fileName } : {}),
    hasData: source.fileName === null,
    ...(counted ? { itemCount: counts.total - counts.pending } : {}),
    status,
    success: status !== 'FAILED',
    messages: job.messages,
    numResults: 1,
  };
}
