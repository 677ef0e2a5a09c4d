import { z } from 'zod';
import { OrderItemInformation, OrderItemRequest, renderOrderItem } from '../../contract/kibo/orderItems';
import { referenceOf } from '../../intake/stock/bindings';
import { allocationsOfOrder } from '../../store/stock/allocations';
import { entriesAbout } from '../../store/stock/entries';
import { placeName } from '../../store/stock/hold';
import { readStock } from '../../store/stock/read';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { READ, spec, tenantOf } from './call';
import { locationsOf, placesOf } from './records';

/** What has happened to the items of an order. */
export const orderItemRoute = (deps: ApiDeps): Route =>
  route({
    ...spec(READ, {
      method: 'post',
      path: '/v5/inventory/getOrderItemInformation',
      id: 'getOrderItemInformation',
      summary: 'What is bound to the items of an order, and what has happened to them',
    }),
    body: OrderItemRequest,
    responses: { 200: z.array(OrderItemInformation) },
    problems: [404],
  })(async (call) => {
    const tenant = await tenantOf(deps, call);
    const { orderID: orderId, items, locationCode } = call.body;
    const buildings = await locationsOf(deps, tenant, { whitelist: locationCode ? [locationCode] : null });
    const codes = new Set(buildings.map(({ buildingId }) => buildingId));
    const named = items && items.length > 0 ? await placesOf(deps, tenant, items, buildings) : null;
    const wanted = named && new Set(named.map(placeName));
    const all = await allocationsOfOrder(deps.db, tenant.unit.id, orderId);
    const bound = all
      .filter((one) => codes.has(one.buildingId) && (wanted?.has(placeName(one)) ?? true))
      .map((one) => ({ ...one, reference: referenceOf(one) }));
    const [stock, entries] = await Promise.all([
      readStock(deps.db, tenant.unit.id, bound),
      entriesAbout(deps.db, bound),
    ]);
    const figures = new Map(stock.map((one) => [placeName(one), one]));
    const body = bound.flatMap((one) => {
      const known = figures.get(placeName(one));
      const own = entries.filter(({ stockId, reference }) => stockId === one.stockId && reference === one.reference);
      return known ? [renderOrderItem(one, known, own)] : [];
    });
    return { status: 200, body };
  });
