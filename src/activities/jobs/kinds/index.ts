import type { JobKind } from '../../../domain/job';
import type { JobRecord } from '../../../store/jobs';
import type { Kind } from '../kind';
import { inventory } from './inventory';
import { salesOrders } from './salesOrders';
import { skus } from './skus';

/** Every kind of bulk work. What an item is, only its own kind knows; it gets no others than it has read. */
const KINDS: Record<JobKind, Kind<unknown>> = {
  sales_orders: salesOrders,
  // Its rows are done when it comes; from there on it is an import's way.
  order_batch: salesOrders,
  inventory,
  skus,
};

export const kindOf = ({ kind }: Pick<JobRecord, 'kind'>): Kind<unknown> => KINDS[kind];
