import { z } from 'zod';
import { BaseResponse, toInstant } from '../../contract/kibo/common';
import { PendingItem, PendingQuery, WavePath } from '../../contract/kibo/floor';
import { FutureDatePath, FutureDateRequest } from '../../contract/kibo/inventory';
import { JobQueueResponse } from '../../contract/kibo/queue';
import { Problem } from '../../platform/problem';
import { dropPending, pendingItems } from '../../intake/stock/waiting';
import { findFuture } from '../../store/stock/future';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, READ, spec, tenantOf } from './call';
import { submit } from './submit';

/** What waits for stock, and what is expected. */
export const pendingRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...spec(READ, {
      method: 'get',
      path: '/v1/pendingItem',
      id: 'listPendingItems',
      summary: 'Units that wait for stock',
    }),
    query: PendingQuery,
    responses: { 200: z.array(PendingItem) },
    problems: [404],
  })(async (call) => {
    const { unit } = await tenantOf(deps, call);
    const { locationCode, locationID, locationName, shipmentID, currentPage, numberPerPage } = call.query;
    const waiting = await pendingItems(deps.db, unit.id, {
      buildingId: locationCode ?? locationID ?? locationName,
      shipmentId: shipmentID,
      limit: numberPerPage,
      offset: (currentPage - 1) * numberPerPage,
    });
    const body = waiting.map(({ id, orderId, shipmentId, pending, skuId }) => ({
      pendingItemID: id,
      orderID: orderId,
      shipmentID: shipmentId,
      type: 'TYPE_DC' as const,
      quantity: pending,
      sku: skuId,
      productID: skuId,
    }));
    return { status: 200, body };
  }),

  route({
    ...spec(MOVE, {
      method: 'delete',
      path: '/v1/pendingItem/{id}',
      id: 'deletePendingItem',
      summary: 'Let an item wait no more',
    }),
    params: WavePath,
    responses: { 200: BaseResponse },
    problems: [404],
  })(async (call) => {
    const { unit } = await tenantOf(deps, call);
    if (!(await dropPending(deps.db, unit.id, call.params.id)))
      throw new Problem('NOT_FOUND', 'Nothing waits under this id.');
    return { status: 200, body: { success: true, messages: [], numResults: 1 } };
  }),
];

/** An expected delivery gets another date. */
export const futureDateRoute = (deps: ApiDeps): Route =>
  route({
    ...spec(MOVE, {
      method: 'put',
      path: '/adjustFutureDate/{futureInventoryID}',
      id: 'adjustFutureDate',
      summary: 'Expect a delivery at another date',
    }),
    params: FutureDatePath,
    body: FutureDateRequest,
    responses: { 200: JobQueueResponse },
    problems: [404],
  })(async (call) => {
    const tenant = await tenantOf(deps, call);
    const { futureInventoryID: futureId } = call.params;
    const known = await findFuture(deps.db, tenant.unit.id, futureId);
    if (!known) throw new Problem('NOT_FOUND', 'Nothing is expected under this id.');
    const { buildingId: locationCode, skuId } = known;
    const payload = { product: { sku: skuId }, quantity: 0, futureId, deliveryDate: toInstant(call.body.futureDate) };
    const work = { type: 'ADJUST' as const, locationCode, items: [{ key: skuId, payload }] };
    return { status: 200, body: await submit(deps, call, tenant, work) };
  });
