import { and, desc, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { StockJobType } from '../../domain/stock';
import type { Queries } from '../database';
import { JOB_COLUMNS, toJob, type JobRecord } from '../jobs/record';
import { jobs } from '../schema';

/** Messages that a job carries at most; its rows have them all. */
const MESSAGES = 1_000;

/** What a finished inventory job has to say: the items that were not applied, and what it made. */
export async function writeStockMessages(tx: Queries, jobId: string): Promise<void> {
  await tx.execute(sql`
update jobs set messages = coalesce((
  select jsonb_agg(said.message order by said.position) from (
    select position,
           case when outcome = 'failed'
                then 'item[' || position || '] ' || coalesce(key, '?') || ': ' || coalesce(errors->0->>'message', 'not applied')
                else result->>'message' end as message
      from job_rows
     where job_id = ${jobId} and (outcome = 'failed' or result ? 'message')
     order by position
     limit ${MESSAGES}) said), '[]')
 where id = ${jobId}`);
}

export interface StockJobFilter {
  types?: readonly StockJobType[];
  locationCode?: string;
  /** Client that made it. */
  owner?: string;
  originalFilename?: string;
}

/** Inventory jobs of a business unit that are visible. */
const inventoryJobs = (db: Queries, businessUnitId: string, ...where: (SQL | undefined)[]) =>
  db
    .select(JOB_COLUMNS)
    .from(jobs)
    .where(
      and(eq(jobs.businessUnitId, businessUnitId), eq(jobs.kind, 'inventory'), isNotNull(jobs.sealedAt), ...where),
    );

/** Inventory jobs of a business unit, newest first. */
export async function listStockJobs(
  db: Queries,
  businessUnitId: string,
  { types, locationCode, owner, originalFilename }: StockJobFilter,
  limit: number,
): Promise<JobRecord[]> {
  const rows = await inventoryJobs(
    db,
    businessUnitId,
    types ? inArray(sql`${jobs.params}->>'type'`, [...types]) : undefined,
    locationCode === undefined ? undefined : sql`${jobs.params}->>'locationCode' = ${locationCode}`,
    owner === undefined ? undefined : eq(jobs.createdBy, owner),
    originalFilename === undefined ? undefined : sql`${jobs.source}->>'fileName' = ${originalFilename}`,
  )
    .orderBy(desc(jobs.number))
    .limit(limit);
  return rows.map(toJob);
}

/** The job that a request has made before, by the digest it was kept under. */
export async function findRepeated(db: Queries, businessUnitId: string, digest: string): Promise<JobRecord[]> {
  const same = sql`${jobs.source}->>'sha256' = ${digest}`;
  return (await inventoryJobs(db, businessUnitId, same).orderBy(jobs.number)).map(toJob);
}
