import { Problem } from '../../platform/problem';
import { violation } from '../../platform/violation';
import type { Database } from '../../store/database';
import { knowsNumber, noteAnswers, skusOfJob, type SkuJob } from '../../store/master/acknowledge';
import { findSku, forgetSkus, insertSku, writeSkus, type Product } from '../../store/master/products';
import { readJob } from '../../store/jobs';
import type { Scope } from '../../store/scope';

type Document = Record<string, unknown>;

const present = (product: Product | null): Product => {
  if (!product) throw new Problem('SKU_NOT_FOUND');
  return product;
};

/** @throws Problem 404 */
export const requireSku = async (db: Database, unitId: string, skuId: string): Promise<Product> =>
  present(await findSku(db, unitId, skuId));

/**
 * Creates a product; the same request again is answered with the product as it is.
 *
 * @throws Problem 409 where the unit has another one of this id
 */
export async function makeSku(
  db: Database,
  unitId: string,
  { document, digest, isRepeat }: { document: Document; digest: string; isRepeat: boolean },
): Promise<{ product: Product; created: boolean }> {
  const skuId = String(document.skuId);
  return db.transaction(async (tx) => {
    const created = await insertSku(tx, unitId, document, digest);
    const product = present(await findSku(tx, unitId, skuId));
    if (created || isRepeat || product.digest === digest) return { product, created };
    const href = `/business_units/${encodeURIComponent(unitId)}/skus/${encodeURIComponent(skuId)}`;
    throw new Problem('ALREADY_EXISTS', 'The business unit has a product of this id.', {
      errors: [violation('ALREADY_EXISTS', 'belongs to another product', ['data', 'skuId'])],
      extra: { existing: { href } },
    });
  });
}

/** Puts what `change` makes of a product in its place. @throws Problem 404 */
export async function changeSku(
  db: Database,
  unitId: string,
  skuId: string,
  change: (standing: Product) => Document,
): Promise<Product> {
  const changed = await db.transaction(async (tx) => {
    const standing = present(await findSku(tx, unitId, skuId, true));
    await writeSkus(tx, unitId, [change(standing)], null);
    return present(await findSku(tx, unitId, skuId));
  });
  forgetSkus(db, unitId, [skuId]);
  return changed;
}

export interface ProductAnswer {
  job: SkuJob;
  failed: readonly { skuId: string; message?: string }[];
  /** Products of the job that are not named were taken. */
  isFinal: boolean;
}

/**
 * Notes what an ERP or a warehouse says to the products of a job. A product that has changed since is not meant.
 *
 * @throws Problem 404 for a job that is not known; 422 for a product that the job did not write
 */
export async function acknowledgeSkus(
  db: Database,
  scope: Scope,
  { job, failed, isFinal }: ProductAnswer,
): Promise<void> {
  await db.transaction(async (tx) => {
    const written = await skusOfJob(tx, scope, job);
    if (written.length === 0) {
      const known = 'jobId' in job ? await readJob(tx, job.jobId, scope) : await knowsNumber(tx, scope, job.number);
      if (!known) throw new Problem('JOB_NOT_FOUND');
      return;
    }
    const ids = new Set(written.map(({ skuId }) => skuId));
    const errors = failed.flatMap(({ skuId }, at) =>
      ids.has(skuId)
        ? []
        : [violation('UNKNOWN_SKU', 'The job did not write this SKU last.', ['data', 'failedSkus', at, 'skuId'])],
    );
    if (errors.length > 0) throw new Problem('UNKNOWN_SKU', undefined, { errors });
    const refusals = new Map(failed.map(({ skuId, message }) => [skuId, message ?? 'refused']));
    const answered = written.filter(({ skuId }) => isFinal || refusals.has(skuId));
    await noteAnswers(
      tx,
      answered.map(({ number, skuId }) => ({ number, refusal: refusals.get(skuId) ?? null })),
    );
  });
}
