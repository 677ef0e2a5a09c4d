import { z } from 'zod';
import { required } from '../../contract/common/fields';
import { carrierEventsRequest } from '../../contract/partner';
import { Empty } from '../../contract/umg/confirmations';
import { receiveCallbacks } from '../../intake/receive';
import type { IncomingCallback } from '../../intake/types';
import { Problem } from '../../platform/problem';
import { fromCarrierEvent } from '../carrierMessages';
import type { ApiDeps } from '../deps';
import { onlyOwnUnits } from '../knownUnits';
import { route, type Route } from '../route';
import { senderOf, type Sender } from '../sender';
import { fromWmsEvent, WmsEvents } from '../wmsMessages';
import { UNKNOWN_RETRY_SECONDS } from './shipConfirmation';

const shared = {
  method: 'post',
  tag: 'Partners',
  access: { scope: 'wms:callback', orSignature: true },
  responses: { 200: Empty },
  problems: [404],
} as const;

/** @throws Problem 404 where none of the messages has an order yet: they are kept, and may be sent again */
async function receive(deps: ApiDeps, { source }: Sender, messages: IncomingCallback[]) {
  const received = await receiveCallbacks(deps, { source, messages });
  if (received.every(({ outcome }) => outcome === 'parked')) {
    throw new Problem('ORDER_UNKNOWN', undefined, { retryAfterSeconds: UNKNOWN_RETRY_SECONDS });
  }
  return { status: 200 as const, body: {} };
}

/** What warehouses and carriers tell besides acknowledgements and ship confirmations. */
export const partnerEventRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    path: '/wms/events',
    id: 'receiveWmsEvents',
    summary: 'Picking started, short picks, answers to recalls',
    body: WmsEvents,
  })(async (call) => {
    const sender = senderOf(call, ['wms']);
    const messages = call.body.events.map((event) => fromWmsEvent(event, sender.scope.orgId));
    return receive(deps, sender, await onlyOwnUnits(deps, sender, messages));
  }),
  route({
    ...shared,
    path: '/carriers/{scac}/events',
    id: 'receiveCarrierEvents',
    summary: 'Tracking milestones and news about bookings',
    params: z.object({ scac: required(10) }),
    body: carrierEventsRequest,
  })(async (call) => {
    const sender = senderOf(call, ['carrier', 'tms'], call.params.scac);
    const messages = await Promise.all(call.body.events.map((event) => fromCarrierEvent(deps, sender.scope, event)));
    return receive(deps, sender, messages.flat());
  }),
];
