import type { OrderKey } from '../domain/order';

/** Workflow ids, the only place where one is built or taken apart. */

const ORDER = 'so';

/** `so/{businessUnitId}/{orderNumber}`, each part percent-encoded so that any client number is safe and reversible. */
export const orderWorkflowId = (key: OrderKey): string =>
  [ORDER, encodeURIComponent(key.businessUnitId), encodeURIComponent(key.orderNumber)].join('/');

/** The inverse of `orderWorkflowId`; throws a `RangeError` for an id of another kind. */
export function parseOrderWorkflowId(id: string): OrderKey {
  const [kind, businessUnitId, orderNumber, ...rest] = id.split('/');
  if (kind !== ORDER || !businessUnitId || !orderNumber || rest.length > 0)
    throw new RangeError(`not an order workflow id: ${id}`);
  return { businessUnitId: decodeURIComponent(businessUnitId), orderNumber: decodeURIComponent(orderNumber) };
}
