import type { Queries } from '../../store/database';
import { knownBuildings } from './productWork';
import type { ItemOutcome, StockList, StockWork } from './work';

/** Work whose items are requests about a building and not about products; each sees what the former did. */
export const wholeBuilding = <Request>(
  work: (tx: Queries, list: StockList, request: Request) => Promise<ItemOutcome>,
): StockWork => ({
  async prepare(db, list, items) {
    const { buildingId } = list;
    const isKnown = (await knownBuildings(db, list, [buildingId])).has(buildingId);
    return items.map((item, position) => ({
      position,
      buildingId,
      skuId: null,
      item,
      ...(isKnown ? {} : { fault: { code: 'unknown_location', detail: 'the location is not known' } as const }),
    }));
  },
  async apply(tx, list, items) {
    const outcomes: ItemOutcome[] = [];
    for (const { item, fault } of items) {
      outcomes.push(fault ? { fault } : await work(tx, list, item as Request));
    }
    return outcomes;
  },
});
