import { dataOf } from '../../contract/common/list';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { ShipmentCorrection } from '../../contract/umg/shipment';
import { toShipmentFact } from '../../contract/umg/toCallbacks';
import { commandOn } from '../commands';
import type { ApiDeps } from '../deps';
import { orderReply } from '../orderAnswer';
import { ShipmentPath } from '../params';
import { requireSameKeys } from '../requireRules';
import { route, type Route } from '../route';
import { bearerOf, requireOrder } from '../tenant';

/** `POST …/shipments/{shipmentId}/correction`: a person says what really left; the old version is kept. */
export const correctionRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/business_units/{businessUnitId}/sales_orders/{customerOrderNumber}/shipments/{shipmentId}/correction',
    id: 'correctShipment',
    summary: 'Correct a recorded shipment; the earlier version is kept',
    tag: 'Sales orders',
    access: { scope: 'orders:write' },
    params: ShipmentPath,
    body: dataOf(ShipmentCorrection),
    ifMatch: true,
    responses: { 200: dataOf(SalesOrder) },
    sends: { 200: ['ETag'] },
    problems: [404],
  })(async (call) => {
    const { shipment, reason } = call.body.data;
    requireSameKeys([[call.params.shipmentId, shipment.shipmentId, ['data', 'shipment', 'shipmentId']]]);
    const order = await requireOrder(deps, bearerOf(call), call.params);
    const command = { type: 'correct_shipment', shipment: toShipmentFact(shipment) } as const;
    const corrected = await commandOn(deps, call, order, command, { note: reason, document: shipment });
    return orderReply(deps, 200, corrected);
  });
