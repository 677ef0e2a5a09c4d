import type { OrderState, OrderStatus } from './state';
import { TERMINAL } from './state';

type Facts = Omit<OrderState, 'status'>;

export const isTerminal = (status: OrderStatus): boolean => (TERMINAL as readonly string[]).includes(status);

/** Units that may still move: not shipped, not cancelled, not backordered. */
export const unitsOpen = (state: Pick<OrderState, 'lines'>): number =>
  state.lines.reduce((sum, line) => sum + line.open + line.allocated, 0);

export const unitsShipped = (state: Pick<OrderState, 'lines'>): number =>
  state.lines.reduce((sum, line) => sum + line.shipped, 0);

/** The warehouse holds, or may hold, this order. */
export const withWarehouse = (state: Pick<OrderState, 'wms'>): boolean =>
  state.wms.state === 'sending' || state.wms.state === 'sent' || state.wms.state === 'accepted';

/** The header status is a roll-up of the facts beside it; it is never set on its own. */
export function rollUp(facts: Facts): OrderStatus {
  if (facts.closedAs) return facts.closedAs;
  if (facts.cancellation.state === 'requested') return 'CANCEL_REQUESTED';
  if (facts.holds.length > 0) return 'ON_HOLD';
  if (unitsShipped(facts) > 0) return 'PARTIALLY_SHIPPED';
  if (withWarehouse(facts)) {
    if (facts.wms.pickStarted) return 'IN_WAREHOUSE';
    return facts.wms.state === 'accepted' ? 'ACKNOWLEDGED' : 'RELEASED';
  }
  if (facts.tms.booking?.status === 'BOOKED') return 'BOOKED';
  if (facts.tms.approvedQuoteId) return 'APPROVED';
  return facts.tms.quotes.some((quote) => quote.status === 'OPEN') ? 'QUOTED' : 'CREATED';
}
