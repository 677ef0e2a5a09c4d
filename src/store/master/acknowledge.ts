import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Queries } from '../database';
import { businessUnits, skus } from '../schema';
import { withinScope, type Scope } from '../scope';

/** Which products a job wrote last: those of a batch, or one by its number in one of its states. */
export type SkuJob = { jobId: string } | { number: number; revision: number };

const writtenBy = (job: SkuJob): SQL | undefined =>
  'jobId' in job ? eq(skus.jobId, job.jobId) : and(eq(skus.number, job.number), eq(skus.revision, job.revision));

/** The products in scope that nobody has changed since the job, locked in the order of their numbers. */
export async function skusOfJob(tx: Queries, scope: Scope, job: SkuJob): Promise<{ number: number; skuId: string }[]> {
  const units = tx
    .select({ id: businessUnits.id })
    .from(businessUnits)
    .where(and(...withinScope(scope, { orgId: businessUnits.orgId, businessUnitId: businessUnits.id })));
  return tx
    .select({ number: skus.number, skuId: skus.skuId })
    .from(skus)
    .where(and(writtenBy(job), inArray(skus.businessUnitId, units)))
    .orderBy(skus.number)
    .for('no key update');
}

/** Notes what was said to products: `refusals` by number; all others were taken. */
export async function noteAnswers(
  tx: Queries,
  answers: readonly { number: number; refusal: string | null }[],
): Promise<void> {
  if (answers.length === 0) return;
  await tx.execute(sql`
update skus s set acknowledged_at = clock_timestamp(), refusal = a.refusal
  from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as a (number bigint, refusal text)
 where s.number = a.number`);
}

/** Whether a product of this number is in scope, whatever its state. */
export async function knowsNumber(db: Queries, scope: Scope, number: number): Promise<boolean> {
  const found = await db
    .select({ number: skus.number })
    .from(skus)
    .innerJoin(businessUnits, eq(businessUnits.id, skus.businessUnitId))
    .where(
      and(
        eq(skus.number, number),
        ...withinScope(scope, { orgId: businessUnits.orgId, businessUnitId: businessUnits.id }),
      ),
    );
  return found.length > 0;
}
