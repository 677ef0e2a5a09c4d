import { onDatabase } from '../../dev/postgres/database';
import { STOCK } from '../../dev/seed/tenant';
import { associateBuilding } from '../../src/store/buildings';
import { openDatabase } from '../../src/store/database';
import { saveSkus } from '../../src/store/skus';
import { openStock } from '../../src/store/stock/opening';
import { addUnit } from '../figures/fill';
import type { World } from '../world/world';

/** A unit like the demo's, with its goods; its warehouse takes orders and says nothing by itself. */
export async function openUnit({ demo, warehouse }: World, unit: string): Promise<void> {
  const { databaseUrl, buildingId, skus } = demo;
  await addUnit(databaseUrl, unit, demo.businessUnitId);
  const db = openDatabase(databaseUrl, 1);
  try {
    await associateBuilding(db, unit, buildingId);
    const goods = skus.map((skuId) => ({ businessUnitId: unit, skuId, description: skuId, active: true }));
    await saveSkus(db, goods);
    const stock = skus.map((skuId) => ({ skuId, buildingId, onHand: STOCK }));
    await openStock(db, unit, stock);
  } finally {
    await db.close();
  }
  await warehouse({ businessUnitId: unit, manual: true });
}

/**
 * Ends all orders of a unit, in their rows alone: nobody starts or wakes their workflows any more, and the next measurement
 * has the machine to itself. A life to its end would take minutes.
 */
export function retire(databaseUrl: string, unit: string): Promise<void> {
  return onDatabase(databaseUrl, async (db) => {
    await db.query(
      `update orders set status = 'CANCELLED', closed_at = now(), next_deadline = null, awaits_opening = false
        where business_unit_id = $1 and closed_at is null`,
      [unit],
    );
    await db.query('vacuum analyze orders');
  });
}
