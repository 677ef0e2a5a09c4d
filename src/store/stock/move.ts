import { movementPostings, placesOf, type DoubtfulSerial, type Movement } from '../../domain/stock';
import type { Queries } from '../database';
import { holdStock } from './hold';
import { postKeyed, takeProducts } from './keyed';
import { saveLots } from './lots';

/**
 * Enters movements in their order, inside the caller's transaction and as the last stock that it writes. They have happened,
 * so none is refused.
 *
 * @returns serial numbers that were not where the ledger has them; their units are counted without them
 */
export async function postMovements(tx: Queries, movements: readonly Movement[]): Promise<DoubtfulSerial[]> {
  const places = movements.flatMap(placesOf);
  await takeProducts(tx, places);
  const units = [...new Set(movements.map(({ businessUnitId }) => businessUnitId))].sort();
  const rows = [];
  for (const unit of units) {
    const own = places.filter(({ businessUnitId }) => businessUnitId === unit);
    const shelves = await holdStock(tx, unit, own, new Date().toISOString());
    rows.push(...[...shelves.values()].flat());
  }
  const doubtful = await postKeyed(tx, movementPostings(movements, rows));
  await saveLots(
    tx,
    movements.map(({ businessUnitId, skuId, lot = '', expirationDate = null }) => ({
      businessUnitId,
      skuId,
      lot,
      expirationDate,
    })),
  );
  return doubtful;
}
