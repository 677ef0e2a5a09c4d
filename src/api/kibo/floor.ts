import type { z } from 'zod';
import { namesOf, portionOf } from '../../contract/kibo/common';
import { AtLocation, PutAwayRequest, ReleaseShipments, ShortPickRequest } from '../../contract/kibo/floor';
import { JobQueueResponse } from '../../contract/kibo/queue';
import { labelOf } from '../../domain/stock';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, spec, tenantOf } from './call';
import { submit, type Work } from './submit';

const putAway = ({ locationCode, items }: z.output<typeof PutAwayRequest>): Work => ({
  type: 'PUT_AWAY_FILE',
  locationCode,
  items: items.map((item) => {
    const { bin: _bin, ...portion } = portionOf(item);
    const from = item.fromBinID ? { ...portion, bin: String(item.fromBinID) } : portion;
    const product = namesOf(item);
    const payload = { product, quantity: item.quantity, from, to: { ...portion, bin: String(item.toBinID) } };
    return { key: labelOf(product), payload };
  }),
});

const shortPick = ({ locationCode, items }: z.output<typeof ShortPickRequest>): Work => ({
  type: 'SHORT_PICK_ERROR',
  locationCode,
  items: items.map((item) => {
    const { quantity, shipmentID: shipmentId, orderItemID: orderItemId } = item;
    const product = namesOf(item);
    return { key: labelOf(product), payload: { product, ...portionOf(item), quantity, shipmentId, orderItemId } };
  }),
});

/** What happens on the floor of a warehouse; each call is a job. */
export const floorRoutes = (deps: ApiDeps): Route[] => {
  const post = (path: string, id: string, summary: string) => spec(MOVE, { method: 'post', path, id, summary });
  const answers = { responses: { 200: JobQueueResponse }, problems: [404] };
  return [
    route({ ...post('/v1/putAway', 'putAway', 'Move goods into bins'), body: PutAwayRequest, ...answers })(
      async (call) => ({
        status: 200,
        body: await submit(deps, call, await tenantOf(deps, call), putAway(call.body)),
      }),
    ),

    route({
      ...post('/v1/shortPick', 'shortPick', 'Fewer than expected were found'),
      body: ShortPickRequest,
      ...answers,
    })(async (call) => ({
      status: 200,
      body: await submit(deps, call, await tenantOf(deps, call), shortPick(call.body)),
    })),

    route({
      ...post('/v1/shipment/release', 'releaseShipments', 'Hand waiting shipments to the location'),
      body: ReleaseShipments,
      ...answers,
    })(async (call) => {
      const { locationCode, shipmentIDs } = call.body;
      const items = [{ key: 'shipments', payload: shipmentIDs ? { shipmentIds: shipmentIDs } : {} }];
      const work: Work = { type: 'RELEASE_SHIPMENTS', locationCode, items };
      return { status: 200, body: await submit(deps, call, await tenantOf(deps, call), work) };
    }),

    route({
      ...post('/v1/pendingItem/release', 'releasePendingItems', 'Bind units that waited for stock'),
      body: AtLocation,
      ...answers,
    })(async (call) => {
      const { locationCode } = call.body;
      const items = [{ key: 'pending', payload: {} }];
      const work: Work = { type: 'RELEASE_PENDING_ITEMS', locationCode, items };
      return { status: 200, body: await submit(deps, call, await tenantOf(deps, call), work) };
    }),
  ];
};
