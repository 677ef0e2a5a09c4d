import { orderPath } from '../contract/umg/renderOrder';
import type { OrderRow } from '../store/orders/read';

const POLL_SECONDS = 2;

/** Headers of an accepted request whose outcome is still to come: where to look, and when. */
export function followUp(order: OrderRow): Record<string, string> {
  return { Location: orderPath(order.state.key), 'Retry-After': String(POLL_SECONDS) };
}
