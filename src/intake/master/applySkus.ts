import type { Queries } from '../../store/database';
import type { JobRecord, RowResult } from '../../store/jobs';
import { writeSkus } from '../../store/master/products';

/** A product's document; its form is right. */
export type SkuItem = Record<string, unknown>;

const OUTCOMES = { created: 'created', updated: 'updated', unchanged: 'replayed' } as const;

/** Writes the products of a job's rows, in their page's transaction. */
export async function applySkus(
  tx: Queries,
  { businessUnitId, jobId }: Pick<JobRecord, 'businessUnitId' | 'jobId'>,
  items: readonly SkuItem[],
): Promise<RowResult[]> {
  const written = await writeSkus(tx, businessUnitId, items, jobId);
  return written.map(({ skuId, effect }) => ({ outcome: OUTCOMES[effect], result: { skuId } }));
}
