import { orders } from '../schema';

/** The columns of an order that readers get; the host's own (fence, lease) stay inside. */
export const ORDER_COLUMNS = {
  orderId: orders.id,
  orgId: orders.orgId,
  businessUnitId: orders.businessUnitId,
  orderNumber: orders.orderNumber,
  salesOrderNumber: orders.salesOrderNumber,
  document: orders.document,
  digest: orders.digest,
  state: orders.state,
  status: orders.status,
  sequence: orders.sequence,
  startedIn: orders.startedIn,
  nextDeadline: orders.nextDeadline,
  waitingOn: orders.waitingOn,
  waitingReason: orders.waitingReason,
  waitingSince: orders.waitingSince,
  openExceptions: orders.openExceptions,
  jobId: orders.jobId,
  importJobId: orders.importJobId,
  wmsJobId: orders.wmsJobId,
  parent: orders.parent,
  createdAt: orders.createdAt,
  updatedAt: orders.updatedAt,
  closedAt: orders.closedAt,
};

type Row = typeof orders.$inferSelect;

/** An order as stored: `document` is the request as received (personal data), `state` what it has come to. */
export type OrderRow = { orderId: number } & Pick<Row, Exclude<keyof typeof ORDER_COLUMNS, 'orderId'>>;

/** What an answer shows of an order. */
export type ShownOrder = Pick<
  OrderRow,
  'orderId' | 'orgId' | 'businessUnitId' | 'document' | 'state' | 'sequence' | 'createdAt' | 'updatedAt'
>;
