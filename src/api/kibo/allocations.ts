import {
  AllocateRequest,
  boundItems,
  renderAllocations,
  ShipmentAllocations,
  ShipmentsRequest,
  TransitionCart,
} from '../../contract/kibo/allocations';
import { BaseResponse } from '../../contract/kibo/common';
import { JobQueueResponse } from '../../contract/kibo/queue';
import { labelOf, type StockJobType } from '../../domain/stock';
import { moveCart } from '../../intake/stock/carts';
import { allocationsOf } from '../../store/stock/allocations';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, READ, spec, tenantOf } from './call';
import { submit } from './submit';

const CALLS: readonly { type: StockJobType; name: string; summary: string }[] = [
  { type: 'ALLOCATE', name: 'allocate', summary: 'Bind stock to order items: a job' },
  { type: 'DEALLOCATE', name: 'deallocate', summary: 'Free stock of order items: a job' },
  { type: 'FULFILL', name: 'fulfill', summary: 'Ship stock of order items: a job' },
];

/** What is bound to the items of orders. */
export const allocationRoutes = (deps: ApiDeps): Route[] => [
  ...CALLS.map(({ type, name, summary }) =>
    route({
      ...spec(MOVE, { method: 'post', path: `/v5/inventory/${name}`, id: `${name}Inventory`, summary }),
      body: AllocateRequest,
      responses: { 200: JobQueueResponse },
      problems: [404],
    })(async (call) => {
      const { items, locationCode, runSynchronous } = call.body;
      const payloads = boundItems(call.body);
      const work = {
        type,
        locationCode: locationCode ?? items[0]?.locationCode ?? '',
        items: payloads.map((payload) => ({ key: labelOf(payload.product), payload })),
      };
      const job = await submit(deps, call, await tenantOf(deps, call), work, runSynchronous === true);
      return { status: 200, body: job };
    }),
  ),

  route({
    ...spec(MOVE, {
      method: 'post',
      path: '/v5/inventory/transitionCart',
      id: 'transitionCart',
      summary: 'What is bound to a cart is bound to its order',
    }),
    body: TransitionCart,
    responses: { 200: BaseResponse },
    problems: [404],
  })(async (call) => {
    const { unit } = await tenantOf(deps, call);
    const { cartID, orderID, items } = call.body;
    const wanted = items.map(({ orderItemID, cartItemID, shipmentID, transitionItemID }) => ({
      orderItemId: orderItemID,
      cartItem:
        cartItemID ?? (transitionItemID === undefined || transitionItemID === null ? null : String(transitionItemID)),
      shipmentId: shipmentID,
    }));
    const left = await deps.db.transaction((tx) => moveCart(tx, unit.id, { cartId: cartID, orderId: orderID }, wanted));
    const messages = left.map(
      (at) => `item[${at}] ${items[at]?.orderItemID}: not_allocated, the cart has nothing bound to it`,
    );
    const numResults = items.length - left.length;
    return { status: 200, body: { success: numResults > 0, messages, numResults } };
  }),

  route({
    ...spec(READ, {
      method: 'post',
      path: '/v5/inventory/shipmentInventoryAllocations',
      id: 'getShipmentInventoryAllocations',
      summary: 'What is bound to shipments',
    }),
    body: ShipmentsRequest,
    responses: { 200: ShipmentAllocations },
    problems: [404],
  })(async (call) => {
    const { unit } = await tenantOf(deps, call);
    const shipmentIds = call.body.shipmentIDs ?? call.body.shipmentIds ?? [];
    const bound = shipmentIds.length > 0 ? await allocationsOf(deps.db, unit.id, shipmentIds) : [];
    return { status: 200, body: renderAllocations(shipmentIds, bound) };
  }),
];
