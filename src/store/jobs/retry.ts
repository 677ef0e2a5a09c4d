import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Copies the failed rows of a job into a staged one, in their order, without their errors; answers how many. */
export async function copyFailed(
  tx: Queries,
  { from, to, all }: { from: string; to: string; all: boolean },
): Promise<number> {
  const which = all ? sql`` : sql`and retryable`;
  const { rowCount } = await tx.execute(sql`
insert into job_rows (job_id, position, line, key, payload, raw, errors)
select ${to}, row_number() over (order by position) - 1, line, key, payload, raw,
       case when payload is null then errors else '[]'::jsonb end
  from job_rows
 where job_id = ${from} and outcome = 'failed' ${which}`);
  return rowCount ?? 0;
}
