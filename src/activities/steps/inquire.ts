import { perWarehouse } from './asking';
import type { StepCall } from './step';

/** Asks warehouses whether they know the current attempt of orders that they have not acknowledged. */
export const inquire: StepCall = (deps, items, limits) =>
  perWarehouse(deps, items, limits, async (connection, group) => {
    const keys = group.map(({ state }) => state.key);
    const books = await deps.partners.wms.inquire(connection, keys, limits);
    return group.map(({ attempt }, i) => {
      const book = books[i];
      return book?.known && book.attempt >= attempt ? { kind: 'known' } : { kind: 'not_found' };
    });
  });
