import type { Policy } from '../../domain/order/event';
import { allowedActions, explainException, waiting, type Outage } from '../../domain/order';
import type { Hold, Instant, OrderException, OrderKey, OrderState } from '../../domain/order/state';
import { renderLines } from './renderLines';
import { READ_ONLY_MEMBERS, type SalesOrder } from './salesOrder';
import type { SalesOrderRequest } from './salesOrderRequest';

/** What a sales order is rendered from: the client's document, where the order stands and the free text beside it. */
export interface OrderView {
  orgId: string;
  document: SalesOrderRequest;
  state: OrderState;
  policy: Policy;
  createdAt: Instant;
  updatedAt: Instant;
  /** Free text by the id of the message that brought it. */
  notes: ReadonlyMap<string, string>;
  /** The client's own words when it cancelled. */
  cancelNote: string | null;
  /** Of the connection that the order's due step calls on. */
  outage?: Outage | null;
}

/** The order as the contract shows it. The client's members come first, so that they never hide one of ours. */
export function renderOrder(view: OrderView): SalesOrder {
  const { document, state, notes } = view;
  const { cancellation } = state;
  return {
    ...unitDefaults(state.facts),
    ...document,
    customerOrderNumber: state.key.orderNumber,
    orderLines: renderLines(document.orderLines, state.lines),
    salesOrderNumber: state.salesOrderNumber,
    businessUnitId: state.key.businessUnitId,
    orgId: view.orgId,
    status: state.status,
    sequence: state.sequence,
    buildingId: state.facts.buildingId,
    parentOrderNumber: state.parent,
    backorderNumber: state.backorder?.number ?? null,
    allowedActions: allowedActions(state),
    holds: state.holds.map((hold) => renderHold(hold, notes)),
    exceptions: state.exceptions.map((exception) => renderException(exception, notes)),
    cancellation: { ...cancellation, note: view.cancelNote },
    cancelledAt: state.closedAs === 'CANCELLED' ? state.closedAt : null,
    cancelReason: cancellation.state === 'none' ? null : (view.cancelNote ?? cancellation.reason),
    wms: pickWms(state),
    tms: renderTms(state),
    waiting: waiting(state, view.policy, view.outage),
    createdAt: view.createdAt,
    updatedAt: view.updatedAt,
    closedAt: state.closedAt,
    links: linksOf(view.orgId, state),
  };
}

/** Carrier and speed that the unit's settings gave an order; what the order itself says hides them. */
const unitDefaults = ({ carrierCode, serviceCode }: OrderState['facts']) => ({
  ...(carrierCode === null ? {} : { carrierId: carrierCode }),
  ...(serviceCode === null ? {} : { shippingSpeed: serviceCode }),
});

/** The client's document without members that only we set, so that an answer can be sent back as an update. */
export function withoutReadOnly(document: SalesOrderRequest): SalesOrderRequest {
  const kept = Object.entries(document).filter(([name]) => !READ_ONLY_MEMBERS.includes(name));
  return Object.fromEntries(kept) as SalesOrderRequest;
}

/** An exception with its sentence, what can be done about it, and the partner's own words where it gave any. */
export function renderException(exception: OrderException, notes: ReadonlyMap<string, string>) {
  const { cause, ...facts } = exception;
  return { ...facts, ...explainException(exception), detail: notes.get(cause) ?? null };
}

function renderHold({ cause, ...facts }: Hold, notes: ReadonlyMap<string, string>) {
  return { ...facts, note: notes.get(cause) ?? null };
}

function pickWms({ wms }: OrderState): SalesOrder['wms'] {
  return { state: wms.state, attempt: wms.attempt, jobId: wms.jobId, pickStarted: wms.pickStarted };
}

function renderTms({ tms }: OrderState): SalesOrder['tms'] {
  return {
    state: tms.state,
    quoteId: tms.booking?.quoteId ?? tms.approvedQuoteId,
    bookingId: tms.booking?.bookingId ?? null,
    bolNumber: tms.booking?.bolNumber ?? null,
    status: tms.booking?.status ?? null,
  };
}

/** Path of an order; its number may hold any character. */
export function orderPath({ businessUnitId, orderNumber }: OrderKey): string {
  return `/business_units/${encodeURIComponent(businessUnitId)}/sales_orders/${encodeURIComponent(orderNumber)}`;
}

function linksOf(orgId: string, state: OrderState): Record<string, string> {
  const self = orderPath(state.key);
  const tms = `/organizations/${encodeURIComponent(orgId)}/sales_orders/${encodeURIComponent(state.salesOrderNumber)}`;
  const parent = state.parent && orderPath({ ...state.key, orderNumber: state.parent });
  return {
    self,
    events: `${self}/events`,
    shipments: `${self}/shipments`,
    tmsQuote: `${tms}/tms_quote`,
    tmsShipment: `${tms}/tms_shipment`,
    ...(parent ? { parent } : {}),
  };
}
