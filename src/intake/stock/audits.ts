import { audited, stockRules, type Posting, type ProductNames } from '../../domain/stock';
import { createAudit, findAudit, moveAudit } from '../../store/stock/audits';
import { freezeBins, listBins } from '../../store/stock/bins';
import { ensureStock, skusOf } from '../../store/stock/ensure';
import { holdStock } from '../../store/stock/hold';
import { postStock } from '../../store/stock/post';
import { wholeBuilding } from './wholeBuilding';
import type { ItemOutcome, StockWork } from './work';

const unknownAudit = (id: number, what: string): ItemOutcome => ({
  fault: { code: 'unknown_record', detail: `no ${what} audit ${id}` },
});

/** A count of bins is opened; nothing is frozen yet. */
export const createAuditWork = wholeBuilding<{ bins: number[] }>(
  async (tx, { businessUnitId, buildingId }, { bins }) => {
    const known = new Set((await listBins(tx, businessUnitId, buildingId)).map(({ id }) => id));
    const unknown = bins.filter((id) => !known.has(id));
    if (bins.length === 0 || unknown.length > 0) {
      return { fault: { code: 'unknown_bin', detail: `bins that are not here: ${unknown.slice(0, 10).join(', ')}` } };
    }
    const auditID = await createAudit(tx, businessUnitId, { buildingId, bins });
    return { result: { auditID, message: `audit ${auditID}` } };
  },
);

/** Its bins are frozen: nothing goes in or out until the count is done. */
export const startAuditWork = wholeBuilding<{ auditId: number }>(async (tx, { businessUnitId }, { auditId }) => {
  const audit = await findAudit(tx, businessUnitId, auditId);
  const started = audit && (await moveAudit(tx, businessUnitId, auditId, ['CREATED'], 'STARTED'));
  if (!started) return unknownAudit(auditId, 'new');
  return { result: { frozen: await freezeBins(tx, businessUnitId, audit.bins, auditId) } };
});

/** What was found in a bin; goods in it that no count names stay as they are. */
export interface BinCount {
  bin: number;
  product: ProductNames;
  counted: number;
}

export interface CompletionRequest {
  auditId: number;
  counts: BinCount[];
}

const completion = wholeBuilding<CompletionRequest>(async (tx, list, { auditId, counts }) => {
  const { businessUnitId, buildingId } = list;
  const audit = await findAudit(tx, businessUnitId, auditId);
  const done = audit && (await moveAudit(tx, businessUnitId, auditId, ['CREATED', 'STARTED'], 'COMPLETED'));
  if (!done) return unknownAudit(auditId, 'open');
  const skus = await skusOf(
    tx,
    businessUnitId,
    counts.map(({ product }) => ({ ...product, buildingId })),
    true,
  );
  const found = new Map(counts.map(({ bin, counted }, at) => [JSON.stringify([skus[at], String(bin)]), counted]));
  const places = skus.map((skuId) => ({ buildingId, skuId: skuId ?? '' }));
  const shelves = await holdStock(tx, businessUnitId, places, list.arrivedAt);
  const rules = stockRules(list.settings, buildingId, list.arrivedAt, true);
  const postings: Posting[] = [];
  for (const shelf of shelves.values()) {
    for (const row of shelf) {
      const counted = found.get(JSON.stringify([row.skuId, row.bin]));
      if (counted === undefined || row.lot !== '' || row.serial !== '' || !audit.bins.includes(Number(row.bin)))
        continue;
      const verdict = audited(row, counted, `audit/${auditId}`, rules);
      if ('fault' in verdict) return verdict;
      postings.push(...verdict.postings);
    }
  }
  await postStock(
    tx,
    postings.map((posting) => ({ ...posting, jobId: list.jobId, position: 0 })),
  );
  await freezeBins(tx, businessUnitId, audit.bins, null);
  return { result: { changed: postings.filter(({ onHand }) => onHand !== 0).length } };
});

/** The counted figures are booked, and the bins are free again. */
export const completeAuditWork: StockWork = {
  async prepare(db, list, items) {
    const { businessUnitId, buildingId } = list;
    for (const { counts } of items as CompletionRequest[]) {
      const skus = await skusOf(
        db,
        businessUnitId,
        counts.map(({ product }) => ({ ...product, buildingId })),
        true,
      );
      const needed = counts.map(({ bin, product }, at) => ({
        buildingId,
        skuId: skus[at] ?? '',
        bin: String(bin),
        names: product,
      }));
      await ensureStock(db, businessUnitId, needed);
    }
    return completion.prepare(db, list, items);
  },
  apply: completion.apply,
};
