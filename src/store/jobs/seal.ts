import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Queries } from '../database';
import { jobs } from '../schema';
import { JOB_COLUMNS, toJob, type JobRecord, type JobSource } from './record';

/**
 * The latest job of the same content, asked for in the same way. Whoever asks holds a lock until the transaction ends, so
 * that of two equal uploads the second finds the first.
 */
export async function findSameContent(
  tx: Queries,
  job: Pick<JobRecord, 'businessUnitId' | 'kind' | 'params'>,
  sha256: string,
): Promise<JobRecord | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${job.businessUnitId}/${sha256}`}, 0))`);
  const [same] = await tx
    .select(JOB_COLUMNS)
    .from(jobs)
    .where(
      and(
        eq(jobs.businessUnitId, job.businessUnitId),
        eq(jobs.kind, job.kind),
        sql`${jobs.source}->>'sha256' = ${sha256}`,
        sql`${jobs.params} = ${JSON.stringify(job.params)}::jsonb`,
        isNotNull(jobs.sealedAt),
      ),
    )
    .orderBy(desc(jobs.number))
    .limit(1);
  return same ? toJob(same) : null;
}

/** All rows are here: the job is visible from the end of the transaction on, and has its place in its lane. */
export async function sealJob(
  tx: Queries,
  jobId: string,
  { lane, total, source, possibleDuplicateOf }: SealedJob,
): Promise<JobRecord> {
  // Places of a lane become visible in their order: who waits behind a job has seen it.
  if (lane !== null) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lane}, 1))`);
  const [sealed] = await tx
    .update(jobs)
    .set({
      total,
      pending: total,
      source,
      possibleDuplicateOf,
      lanePlace: lane === null ? null : sql`nextval('job_lane_places')`,
      sealedAt: sql`clock_timestamp()`,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(and(eq(jobs.jobId, jobId), sql`${jobs.sealedAt} is null`))
    .returning(JOB_COLUMNS);
  if (!sealed) throw new Error(`job ${jobId} is not there to be sealed`);
  return toJob(sealed);
}

export interface SealedJob {
  lane: string | null;
  total: number;
  source: JobSource;
  possibleDuplicateOf: string | null;
}
