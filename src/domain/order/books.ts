import type { ExceptionCode } from './exceptions';
import type { WarehouseBooks } from './message';
import type { OrderState } from './state';

/** What a comparison with the warehouse's books can find. */
export const COMPARED_CODES = [
  'NOT_IN_WAREHOUSE',
  'UNEXPECTED_IN_WAREHOUSE',
  'WAREHOUSE_AHEAD',
  'SHIPMENT_NOT_RECORDED',
] as const satisfies readonly ExceptionCode[];
export type ComparedCode = (typeof COMPARED_CODES)[number];

type Check = (state: OrderState, books: WarehouseBooks) => boolean;

/** By our record the warehouse has been given the order, has confirmed that, and is not done with it. */
const isThere = ({ closedAs, wms }: OrderState): boolean =>
  closedAs === null && (wms.state === 'sent' || wms.state === 'accepted');

const worksOnIt = ({ status }: WarehouseBooks): boolean =>
  status === 'received' || status === 'acknowledged' || status === 'picking';

const isLost: Check = (state, books) => isThere(state) && (books.status === null || books.attempt < state.wms.attempt);

/** Not of an order that ended by shipping: its books may be a little behind. */
const isUnexpected: Check = (state, books) => {
  if (!worksOnIt(books) || state.closedAs === 'SHIPPED' || state.closedAs === 'CLOSED_SHORT') return false;
  if (books.attempt > state.wms.attempt) return true;
  // On the wire: the books may show this drop already, or still an earlier one.
  return !isThere(state) && !(state.closedAs === null && state.wms.state === 'sending');
};

const isAhead: Check = (state, books) => {
  if (!isThere(state) || books.attempt !== state.wms.attempt) return false;
  if (books.status === 'rejected' || books.status === 'recalled') return true;
  return state.wms.state === 'sent' && (books.status === 'acknowledged' || books.status === 'picking');
};

/** Where the warehouse names no shipments, its word that all has left counts while the order is open. */
const hasLeft: Check = (state, { status, shipmentIds }) => {
  if (shipmentIds.length === 0) return status === 'shipped' && state.closedAs === null;
  const recorded = new Set(state.shipments.map(({ shipmentId }) => shipmentId));
  return shipmentIds.some((shipmentId) => !recorded.has(shipmentId));
};

const CHECKS: Record<ComparedCode, Check> = {
  NOT_IN_WAREHOUSE: isLost,
  UNEXPECTED_IN_WAREHOUSE: isUnexpected,
  WAREHOUSE_AHEAD: isAhead,
  SHIPMENT_NOT_RECORDED: hasLeft,
};

/**
 * Where the warehouse's books and the record contradict each other. A drop on the wire contradicts nothing, and of an
 * order that has left and is recorded nobody need know any more.
 */
export const differences = (state: OrderState, books: WarehouseBooks): ComparedCode[] =>
  COMPARED_CODES.filter((code) => CHECKS[code](state, books));
