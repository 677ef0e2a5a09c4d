import { Problem } from '../../platform/problem';
import type { BusinessUnit } from '../../store/businessUnits';
import { failedRows, readJob, type JobRecord } from '../../store/jobs';
import type { Scope } from '../../store/scope';
import type { ApiDeps } from '../deps';
import { jobPath, renderJob } from './jobAnswer';

/** Failed rows that stand in an answer; all others are in the results. */
const MAX_FAILED = 1000;

/** The jobs of one unit. */
export const unitScope = ({ id, orgId }: BusinessUnit): Scope => ({ orgId, businessUnitIds: [id] });

/** @throws Problem 404 for a job that is unknown, of another unit, or no import of sales orders */
export async function requireJob({ db }: ApiDeps, unit: BusinessUnit, jobId: string): Promise<JobRecord> {
  const job = await readJob(db, jobId, unitScope(unit));
  if (job?.kind !== 'sales_orders') throw new Problem('JOB_NOT_FOUND');
  return job;
}

/** A job as an answer, with its first failed rows. */
export async function jobReply<S extends number>(
  { db }: ApiDeps,
  status: S,
  job: JobRecord,
  headers: Record<string, string> = {},
) {
  const failed = job.counts.failed === 0 ? [] : await failedRows(db, job.jobId, MAX_FAILED);
  return { status, body: { data: renderJob(job, failed) }, headers };
}

/** Of an answer for which nothing was done now. */
export const REPLAYED = { 'Idempotent-Replayed': 'true' };

const POLL_SECONDS = 1;

/** The same for a job that runs from now on: where to look, and when. */
export const startedReply = (deps: ApiDeps, job: JobRecord, headers: Record<string, string> = {}) =>
  jobReply(deps, 202, job, { Location: jobPath(job), 'Retry-After': String(POLL_SECONDS), ...headers });
