import { z } from 'zod';
import { dataOf } from '../../contract/common/list';
import { OrderEvent } from '../../contract/umg/operations';
import { EventListQuery } from '../../contract/umg/queries';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { RecordedShipment } from '../../contract/umg/shipment';
import { findNotes } from '../../store/notes';
import { listEvents, listShipments } from '../../store/orders/read';
import type { ApiDeps } from '../deps';
import { orderReply } from '../orderAnswer';
import { OrderPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf, requireOrder } from '../tenant';

const shared = {
  method: 'get',
  tag: 'Sales orders',
  access: { scope: 'orders:read' },
  params: OrderPath,
  problems: [404],
} as const;
const PATH = '/business_units/{businessUnitId}/sales_orders/{customerOrderNumber}';

/** One order, its shipments, its timeline. */
export const readRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    path: PATH,
    id: 'getSalesOrder',
    summary: 'Get one sales order',
    responses: { 200: dataOf(SalesOrder) },
    sends: { 200: ['ETag'] },
  })(async (call) => orderReply(deps, 200, await requireOrder(deps, bearerOf(call), call.params))),
  route({
    ...shared,
    path: `${PATH}/shipments`,
    id: 'listShipments',
    summary: 'What has left of an order',
    responses: { 200: dataOf(z.array(RecordedShipment)) },
  })(async (call) => {
    const order = await requireOrder(deps, bearerOf(call), call.params);
    const shipments = await listShipments(deps.db, order.orderId);
    const { salesOrderNumber, orderNumber: customerOrderNumber } = order;
    const data = shipments.map(({ document, version, recordedAt, shipmentId }) => ({
      ...(document as z.input<typeof RecordedShipment>),
      shipmentId,
      salesOrderNumber,
      customerOrderNumber,
      version,
      recordedAt,
    }));
    return { status: 200, body: { data } };
  }),
  route({
    ...shared,
    path: `${PATH}/events`,
    id: 'listOrderEvents',
    summary: 'Timeline of an order, oldest first, one event per sequence',
    query: EventListQuery,
    responses: {
      200: z.object({ data: z.array(OrderEvent), meta: z.object({ next: z.number().int().nullable() }) }),
    },
  })(async (call) => {
    const order = await requireOrder(deps, bearerOf(call), call.params);
    const { rows, next } = await listEvents(deps.db, order.orderId, call.query);
    const wanted = { orderId: order.orderId, causes: rows.map(({ cause }) => cause) };
    const notes = (await findNotes(deps.db, [wanted]))(order.orderId);
    const data = rows.map(({ cause, ...event }) => ({ ...event, note: notes.get(cause) ?? null }));
    return { status: 200, body: { data, meta: { next } } };
  }),
];
