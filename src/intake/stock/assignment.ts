import type { ProductNames } from '../../domain/stock';
import type { Database } from '../../store/database';
import { describeStock } from '../../store/stock/describe';
import { ensureStock, resolveProducts } from '../../store/stock/ensure';
import { holdStock } from '../../store/stock/hold';

/** A product that orders are not to be assigned to from now on, or are again. */
export interface AssignmentChange {
  names: ProductNames;
  blocked: boolean;
}

/**
 * Marks products at some buildings; no quantity changes. Of a product that is named twice the last counts. Answers the places
 * in the list of the products that none of the buildings knows.
 */
export async function markAssignment(
  db: Database,
  businessUnitId: string,
  buildingIds: readonly string[],
  changes: readonly AssignmentChange[],
): Promise<number[]> {
  const wanted = changes.flatMap(({ names, blocked }, position) =>
    buildingIds.map((buildingId) => ({ ...names, buildingId, position, blocked })),
  );
  const skus = await resolveProducts(db, businessUnitId, wanted);
  const found = wanted.flatMap(({ buildingId, position, blocked }, at) => {
    const skuId = skus.get(at);
    return skuId === undefined ? [] : [{ buildingId, skuId, position, blocked }];
  });
  const places = found.map(({ buildingId, skuId }) => ({ buildingId, skuId }));
  // What is said of a product stands on its loose row, which one that lies in bins only does not have yet.
  await ensureStock(db, businessUnitId, places);
  await db.transaction(async (tx) => {
    await holdStock(tx, businessUnitId, places, new Date().toISOString());
    const said = found.map(({ blocked, buildingId, skuId }) => ({
      buildingId,
      skuId,
      names: {},
      attributes: { blockAssignment: blocked },
    }));
    await describeStock(tx, businessUnitId, said);
  });
  const known = new Set(found.map(({ position }) => position));
  return changes.flatMap((_, at) => (known.has(at) ? [] : [at]));
}
