import { sql } from 'drizzle-orm';
import type { Queries } from '../database';
import { jobs } from '../schema';
import { run, type Statement } from '../statement';
import type { StagedJob } from './stage';

/** An order that was made in the job's transaction, as a row of the job. */
export interface MadeRow {
  orderId: number;
  /** The order's number. */
  key: string;
  result: Record<string, unknown>;
}

const MADE_ROWS: Statement = {
  name: 'made-job-rows',
  text: `
insert into job_rows (job_id, position, key, outcome, result, order_id)
select $2, position - 1, row->>'key', 'created', row->'result', (row->>'orderId')::bigint
  from jsonb_array_elements($1::jsonb) with ordinality as t (row, position)`,
};

/**
 * Makes a job of orders that the same transaction has made, in the order in which they are to be released: it is visible
 * from its end on, and its walk begins at the release. Answers its id.
 */
export async function insertMadeJob(
  tx: Queries,
  job: Omit<StagedJob, 'lane' | 'parentJobId'>,
  rows: readonly MadeRow[],
): Promise<string> {
  const now = sql`clock_timestamp()`;
  const counts = { total: rows.length, created: rows.length };
  const [made] = await tx
    .insert(jobs)
    .values({ ...job, ...counts, step: 'advance', sealedAt: now, updatedAt: now })
    .returning({ jobId: jobs.jobId });
  if (!made) throw new Error('the job was not made');
  await run(tx, MADE_ROWS, [JSON.stringify(rows), made.jobId]);
  return made.jobId;
}
