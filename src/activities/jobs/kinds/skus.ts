import { applySkus, type SkuItem } from '../../../intake/master/applySkus';
import type { Kind } from '../kind';

/** Products of one business unit, created or replaced. Their form was judged when they came. */
export const skus: Kind<SkuItem> = {
  pageSize: 1_000,
  distinctBy: 'skuId',
  makesOrders: false,
  read: async (_deps, _job, rows) => rows.map(({ payload }) => ({ item: payload as SkuItem })),
  check: async (_deps, _job, items) => items.map(() => []),
  applyPage: (tx, _deps, job, items) =>
    applySkus(
      tx,
      job,
      items.map(({ item }) => item),
    ),
};
