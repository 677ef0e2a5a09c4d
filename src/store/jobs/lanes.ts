import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Queries } from '../database';
import { jobs } from '../schema';

export interface JobRef {
  businessUnitId: string;
  jobId: string;
}

/**
 * The open job that has been in a lane longest: it may run, all others wait. Places are given one after the other, so
 * nobody can come in front of a job that has been first once.
 */
export async function firstInLane(db: Queries, lane: string): Promise<JobRef | null> {
  const [first] = await db
    .select({ businessUnitId: jobs.businessUnitId, jobId: jobs.jobId })
    .from(jobs)
    .where(and(eq(jobs.lane, lane), ne(jobs.status, 'COMPLETED'), sql`${jobs.lanePlace} is not null`))
    .orderBy(asc(jobs.lanePlace))
    .limit(1);
  return first ?? null;
}
