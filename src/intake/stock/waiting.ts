import { posting } from '../../domain/stock';
import type { Database } from '../../store/database';
import { saveAllocations, waitingAllocation, waitingAllocations, type Allocation } from '../../store/stock/allocations';
import { holdStock, placeName } from '../../store/stock/hold';
import { postStock } from '../../store/stock/post';
import { referenceOf } from './bindings';

export interface WaitingQuery {
  buildingId?: string;
  shipmentId?: number;
  limit: number;
  offset: number;
}

/** Units of other systems' orders that wait for stock, oldest first. */
export const pendingItems = (db: Database, businessUnitId: string, query: WaitingQuery): Promise<Allocation[]> =>
  waitingAllocations(db, businessUnitId, query);

/** The waiting units of one allocation wait no more; false where none do. */
export async function dropPending(db: Database, businessUnitId: string, id: number): Promise<boolean> {
  const known = await waitingAllocation(db, businessUnitId, id, false);
  if (!known) return false;
  const asOf = new Date().toISOString();
  return db.transaction(async (tx) => {
    const shelves = await holdStock(tx, businessUnitId, [known], asOf);
    const waiting = await waitingAllocation(tx, businessUnitId, id, true);
    const row = shelves.get(placeName(known))?.find(({ stockId }) => stockId === known.stockId);
    if (!waiting || !row) return false;
    const head = { reason: 'DEALLOCATE', undoes: 'ALLOCATE', reference: referenceOf(waiting), asOf } as const;
    await postStock(tx, [posting(row, { pending: -waiting.pending }, head)]);
    await saveAllocations(tx, [{ ...waiting, pending: 0 }]);
    return true;
  });
}
