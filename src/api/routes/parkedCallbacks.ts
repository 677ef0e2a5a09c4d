import { z } from 'zod';
import { required } from '../../contract/common/fields';
import { dataOf, listOf } from '../../contract/common/list';
import { Empty } from '../../contract/umg/confirmations';
import { DiscardRequest, ParkedCallback } from '../../contract/umg/operations';
import { ParkedListQuery } from '../../contract/umg/queries';
import { discardMessage, listParked, type ParkedMessage } from '../../intake/parked';
import { Problem } from '../../platform/problem';
import type { ApiDeps } from '../deps';
import { offsetReply, requireShallow } from '../paging';
import { retryParkedMessage } from '../retryParked';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';

const shared = { tag: 'Operations', access: { scope: 'callbacks:manage' } } as const;
/** Ids hold slashes: they come percent-encoded. */
const Path = z.object({ id: required(500) });

function shown({
  id,
  source,
  envelope,
  key,
  reason,
  receivedAt,
  expiresAt,
}: ParkedMessage): z.input<typeof ParkedCallback> {
  const [businessUnitId, customerOrderNumber] = [key?.businessUnitId ?? null, key?.orderNumber ?? null];
  const type = envelope?.message.type ?? null;
  return { id, source, type, businessUnitId, customerOrderNumber, reason, receivedAt, expiresAt };
}

/** Messages of partners that matched no order. */
export const parkedRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    method: 'get',
    path: '/parked_callbacks',
    id: 'listParkedCallbacks',
    summary: "Partners' messages that matched no order, oldest first",
    query: ParkedListQuery,
    responses: { 200: listOf(ParkedCallback) },
    sends: { 200: ['Link?'] },
  })(async (call) => {
    requireShallow(call.query.offset);
    const page = await listParked(deps.db, bearerOf(call), call.query);
    return offsetReply(call.url, page, call.query, shown);
  }),
  route({
    ...shared,
    method: 'post',
    path: '/parked_callbacks/{id}/retry',
    id: 'retryParkedCallback',
    summary: 'Try again to find its order',
    params: Path,
    responses: { 202: Empty },
    problems: [404],
  })(async (call) => {
    const result = await retryParkedMessage(deps, bearerOf(call), call.params.id);
    if (result === 'unknown') throw new Problem('CALLBACK_NOT_FOUND');
    if (result === 'parked') throw new Problem('ORDER_UNKNOWN', 'Its order is still not known; it stays parked.');
    return { status: 202, body: {} };
  }),
  route({
    ...shared,
    method: 'post',
    path: '/parked_callbacks/{id}/discard',
    id: 'discardParkedCallback',
    summary: 'Put a message aside for good; it stays on record with the reason',
    params: Path,
    body: dataOf(DiscardRequest),
    responses: { 200: Empty },
    problems: [404],
  })(async (call) => {
    const done = await discardMessage(deps, bearerOf(call), call.params.id, call.body.data.reason);
    if (!done) throw new Problem('CALLBACK_NOT_FOUND');
    return { status: 200, body: {} };
  }),
];
