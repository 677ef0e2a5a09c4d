import type { Queries } from '../database';
import { posting } from '../../domain/stock';
import { ensureStock } from './ensure';
import { holdStock, placeName } from './hold';
import { postStock } from './post';

/** What a building begins with. */
export interface OpeningStock {
  businessUnitId: string;
  buildingId: string;
  skuId: string;
  onHand: number;
}

/** Books opening stock of one business unit as entries of the ledger; adds to what is there. */
export async function openStock(
  db: Queries,
  businessUnitId: string,
  items: readonly Omit<OpeningStock, 'businessUnitId'>[],
): Promise<void> {
  await ensureStock(db, businessUnitId, items);
  const asOf = new Date().toISOString();
  await db.transaction(async (tx) => {
    const shelves = await holdStock(tx, businessUnitId, items, asOf);
    const postings = items.flatMap((item) => {
      const [row] = shelves.get(placeName(item)) ?? [];
      return row ? [posting(row, { onHand: item.onHand }, { reason: 'OPENING', asOf })] : [];
    });
    await postStock(tx, postings);
  });
}
