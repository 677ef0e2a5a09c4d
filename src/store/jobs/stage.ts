import { eq, sql } from 'drizzle-orm';
import type { JobKind } from '../../domain/job';
import type { Violation } from '../../platform/problem';
import type { Queries } from '../database';
import { jobs } from '../schema';
import { run, type Statement } from '../statement';
import type { JobParams, JobSource } from './record';

export interface StagedJob {
  kind: JobKind;
  orgId: string;
  businessUnitId: string;
  lane: string | null;
  params: JobParams;
  source: JobSource;
  createdBy: string;
  parentJobId: string | null;
  /** Of a job that tries another's failed rows again: whether all of them. */
  retriesAll?: boolean;
}

/** A row on its way in; `payload` is JSON text. */
export interface RowToStage {
  position: number;
  line: number | null;
  key: string | null;
  payload: unknown;
  raw: string | null;
  errors: Violation[];
}

/** Makes a job that nobody sees until it is sealed. */
export async function stageJob(db: Queries, job: StagedJob): Promise<string> {
  const [made] = await db.insert(jobs).values(job).returning({ jobId: jobs.jobId });
  if (!made) throw new Error('the job was not made');
  return made.jobId;
}

const STAGE_ROWS: Statement = {
  name: 'stage-job-rows',
  text: `
insert into job_rows (job_id, position, line, key, payload, raw, errors)
select $2, position, line, key, nullif(payload, 'null'), raw, errors
  from jsonb_to_recordset($1::jsonb) as t (position integer, line integer, key text, payload jsonb, raw text, errors jsonb)`,
};

/** Adds rows to a job that is not sealed yet. */
export async function stageRows(db: Queries, jobId: string, rows: readonly RowToStage[]): Promise<void> {
  if (rows.length > 0) await run(db, STAGE_ROWS, [JSON.stringify(rows), jobId]);
}

/** Removes a job that was never sealed, with its rows. */
export async function dropStaged(db: Queries, jobId: string): Promise<void> {
  await db.delete(jobs).where(sql`${eq(jobs.jobId, jobId)} and ${jobs.sealedAt} is null`);
}

/** Removes what broken uploads of dead processes left; answers how many. */
export async function purgeStaged(db: Queries, olderThanMs: number): Promise<number> {
  const age = sql`clock_timestamp() - ${olderThanMs}::double precision * interval '1 millisecond'`;
  const gone = await db
    .delete(jobs)
    .where(sql`${jobs.sealedAt} is null and ${jobs.createdAt} < ${age}`)
    .returning({ jobId: jobs.jobId });
  return gone.length;
}
