import type { InferSelectModel } from 'drizzle-orm';
import type { JobCounts, JobStep, PaceSample } from '../../domain/job';
import type { Instant } from '../../domain/order';
import { jobs } from '../schema';

export type { JobParams, JobSource } from '../schema/jobs';

/** The columns of a job that are read. */
export const JOB_COLUMNS = {
  jobId: jobs.jobId,
  number: jobs.number,
  kind: jobs.kind,
  orgId: jobs.orgId,
  businessUnitId: jobs.businessUnitId,
  lane: jobs.lane,
  status: jobs.status,
  outcome: jobs.outcome,
  control: jobs.control,
  params: jobs.params,
  source: jobs.source,
  step: jobs.step,
  cursor: jobs.cursor,
  total: jobs.total,
  created: jobs.created,
  replayed: jobs.replayed,
  duplicate: jobs.duplicate,
  updated: jobs.updated,
  failed: jobs.failed,
  skipped: jobs.skipped,
  pending: jobs.pending,
  samples: jobs.samples,
  messages: jobs.messages,
  parentJobId: jobs.parentJobId,
  possibleDuplicateOf: jobs.possibleDuplicateOf,
  createdBy: jobs.createdBy,
  startedIn: jobs.startedIn,
  opened: jobs.opened,
  openedAt: jobs.openedAt,
  echo: jobs.echo,
  createdAt: jobs.createdAt,
  startedAt: jobs.startedAt,
  completedAt: jobs.completedAt,
  updatedAt: jobs.updatedAt,
};

type Columns = Pick<InferSelectModel<typeof jobs>, keyof typeof JOB_COLUMNS>;

/** A job as readers see it. */
export interface JobRecord extends Omit<Columns, keyof JobCounts | 'opened' | 'openedAt' | 'step' | 'cursor'> {
  counts: JobCounts;
}

/** A job as its walker sees it: also where the walk is, and how far the workflows of its orders are opened. */
export interface WalkedJob extends JobRecord {
  step: JobStep;
  /** Position of the first row that the step has not dealt with. */
  cursor: number;
  opened: number;
  openedAt: Instant | null;
}

export type { PaceSample };

export function toJob(row: Columns): WalkedJob {
  const { total, created, replayed, duplicate, updated, failed, skipped, pending, ...job } = row;
  return { ...job, counts: { total, created, replayed, duplicate, updated, failed, skipped, pending } };
}
