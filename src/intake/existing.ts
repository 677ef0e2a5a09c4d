import type { Violation } from '../platform/problem';
import type { StoredOrder } from '../store/orders/insert';
import type { AcceptedOrder, NewOrder } from './types';

/** What stands under an order's number. */
export type StandingOrder = Omit<StoredOrder, 'key'>;

const violation = (code: string, message: string): Violation => ({
  code,
  message,
  field: 'data.customerOrderNumber',
  pointer: '#/data/customerOrderNumber',
});

/** The number of an order that ended without a shipment is never given again, also not for the same content. */
const USED_UP = ['CANCELLED', 'REJECTED'];

/** The same order again, so that the answer may be the same again. */
export const isReplay = (order: NewOrder, standing: StandingOrder): boolean =>
  standing.digest === order.digest && !USED_UP.includes(standing.status);

/** What a request comes to whose number is taken. */
export function againstExisting(order: NewOrder, standing: StandingOrder): AcceptedOrder {
  const { orderId, salesOrderNumber, status, createdAt, jobId, importJobId } = standing;
  const answer = {
    orderNumber: order.orderNumber,
    orderId,
    salesOrderNumber,
    existing: { salesOrderNumber, status, createdAt, jobId, importJobId },
  };
  if (isReplay(order, standing)) return { ...answer, outcome: 'replayed' };
  const error = USED_UP.includes(status)
    ? violation('ORDER_NUMBER_USED', 'The order number belongs to a closed order.')
    : violation('ORDER_ALREADY_EXISTS', 'The order number is taken by an order with other content.');
  return { ...answer, outcome: 'exists', errors: [error] };
}
