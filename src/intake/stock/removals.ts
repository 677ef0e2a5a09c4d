import { fault, removal } from '../../domain/stock';
import { markGone } from '../../store/stock/describe';
import { removeFuture } from '../../store/stock/future';
import { productWork, type Judging, type ProductItem } from './productWork';
import type { StockWork } from './work';

/** A product's record at a location, some of its rows, or what is expected of it. */
export interface RemovedItem extends ProductItem {
  /** Only these rows; without them all. */
  stockIds?: number[];
  /** Only what is expected; the record stays. */
  futureIds?: number[];
  /** It goes only if nothing of it has come since somebody looked. */
  ifEmpty?: boolean;
}

/** The record is gone; its entries stay. */
export const deleteWork: StockWork = productWork<RemovedItem>({
  creates: false,
  portions: () => [],
  inLedger: ({ futureIds }) => futureIds === undefined,
  async begin(tx, { businessUnitId }): Promise<Judging<RemovedItem>> {
    const gone: number[] = [];
    const expected: number[] = [];
    return {
      judge(shelf, { stockIds, ifEmpty }, rules) {
        if (ifEmpty && shelf.some(({ onHand }) => onHand !== 0)) return fault('fenced', 'goods have come since');
        return removal(
          shelf.filter(({ stockId }) => stockIds?.includes(stockId) ?? true),
          rules,
        );
      },
      applied({ futureIds }, _place, postings) {
        gone.push(...postings.map(({ stockId }) => stockId));
        expected.push(...(futureIds ?? []));
      },
      async settle() {
        await markGone(tx, gone);
        if (expected.length > 0) await removeFuture(tx, businessUnitId, expected);
      },
    };
  },
});
