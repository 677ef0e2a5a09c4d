import { adjust, refresh, type CountItem } from '../../domain/stock';
import type { Queries } from '../../store/database';
import { describeStock, type Description } from '../../store/stock/describe';
import { expectStock, moveFuture } from '../../store/stock/future';
import { productWork, type Judging, type ProductItem } from './productWork';
import type { StockList, StockWork } from './work';

type Count = CountItem & ProductItem;
type Expected = Parameters<typeof expectStock>[2][number];

/** Counts and differences; what is only expected is kept beside the ledger. */
const countWork = (type: 'REFRESH' | 'ADJUST', rule: typeof refresh): StockWork =>
  productWork<Count>({
    creates: type === 'REFRESH',
    portions: ({ lot, serial, status, bin }) => [{ lot, serial, status, bin }],
    inLedger: ({ deliveryDate }) => deliveryDate === undefined,
    async begin(_tx: Queries, list: StockList): Promise<Judging<Count>> {
      const said: Description[] = [];
      const expected: Expected[] = [];
      const moved: { id: number; to: string }[] = [];
      return {
        judge: rule,
        applied({ product, attributes = {}, deliveryDate, externalId = '', futureId, quantity }, place) {
          if (futureId !== undefined && deliveryDate !== undefined) moved.push({ id: futureId, to: deliveryDate });
          else if (deliveryDate !== undefined)
            expected.push({ ...place, deliveryDate, externalId, onHand: quantity, type });
          const named = [product.upc, product.partNumber].some((name) => name !== undefined && name !== place.skuId);
          if (type === 'REFRESH' && (named || Object.keys(attributes).length > 0)) {
            said.push({ ...place, names: product, attributes });
          }
        },
        async settle(tx) {
          await expectStock(tx, list.businessUnitId, expected);
          for (const { id, to } of moved) await moveFuture(tx, list.businessUnitId, id, to);
          await describeStock(tx, list.businessUnitId, said);
        },
      };
    },
  });

export const refreshWork = countWork('REFRESH', refresh);
export const adjustWork = countWork('ADJUST', adjust);
