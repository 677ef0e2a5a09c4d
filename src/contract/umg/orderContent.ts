import type { OrderingUnit } from '../../domain/order/settings';
import type { OrderFacts } from '../../domain/order/state';
import { orderDigest } from './digest';
import { withoutReadOnly } from './renderOrder';
import type { SalesOrderRequest } from './salesOrderRequest';
import { toFacts } from './toFacts';

/** What a request says of an order: its number, the document that is kept, and what steers its process. */
export interface OrderContent {
  orderNumber: string;
  document: SalesOrderRequest;
  facts: OrderFacts;
  /** The same content has the same. */
  digest: string;
}

/** Reads a well-formed request; members that are ours to say are left out. */
export function orderContent(request: SalesOrderRequest, unit: OrderingUnit): OrderContent {
  const document = withoutReadOnly(request);
  return {
    orderNumber: document.customerOrderNumber,
    document,
    facts: toFacts(document, unit),
    digest: orderDigest(document),
  };
}
