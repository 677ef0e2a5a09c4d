import { z } from 'zod';
import { required } from '../../contract/common/fields';
import { dataOf } from '../../contract/common/list';
import { ListedException, Resolution } from '../../contract/umg/operations';
import { ExceptionListQuery } from '../../contract/umg/queries';
import { inboundPath } from '../../contract/umg/inboundKinds';
import { renderInboundException } from '../../contract/umg/renderInbound';
import { orderPath, renderException } from '../../contract/umg/renderOrder';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { Problem } from '../../platform/problem';
import { findException, listOpenExceptions, type OpenException } from '../../store/exceptions';
import { listOpenInbound, type OpenInboundException } from '../../store/inbound';
import type { Keyset } from '../../store/keyset';
import { findNotes, type Notes } from '../../store/notes';
import { commandOn } from '../commands';
import { readCursor, writeCursor } from '../cursor';
import type { ApiDeps } from '../deps';
import { orderReply } from '../orderAnswer';
import { linkTo } from '../paging';
import { route, type Route } from '../route';
import { bearerOf, requireOrder, requireUnit } from '../tenant';

const Page = z.object({
  data: z.array(ListedException),
  meta: z.object({ limit: z.number().int(), nextCursor: z.string().nullable() }),
});

function listed({ key, exception }: OpenException, notes: Notes): z.input<typeof ListedException> {
  const { businessUnitId, orderNumber: customerOrderNumber } = key;
  return { ...renderException(exception, notes), businessUnitId, customerOrderNumber, href: orderPath(key) };
}

function listedInbound({ key, exception }: OpenInboundException): z.input<typeof ListedException> {
  const { businessUnitId, number: documentNumber } = key;
  return { ...renderInboundException(exception), businessUnitId, documentNumber, href: inboundPath(key) };
}

/** Two lists of one order as one: the first `limit` owners, and where the next page begins; `more` is behind the lists. */
function merged<T extends { place: Keyset }>(rows: T[], limit: number, more: boolean) {
  const sorted = rows.toSorted((a, b) =>
    a.place.at < b.place.at ? -1 : a.place.at > b.place.at ? 1 : a.place.id - b.place.id,
  );
  const owners = [...new Map(sorted.map(({ place }) => [`${place.at} ${place.id}`, place])).values()];
  const last = owners.length > limit || more ? owners.slice(0, limit).at(-1) : undefined;
  const within = new Set(owners.slice(0, limit).map(({ at, id }) => `${at} ${id}`));
  return { rows: sorted.filter(({ place }) => within.has(`${place.at} ${place.id}`)), next: last ?? null };
}

/** What waits for a person, over all orders and inbound documents; and a person's word on it. */
export const exceptionRoutes = (deps: ApiDeps): Route[] => [
  route({
    method: 'get',
    path: '/exceptions',
    id: 'listExceptions',
    summary:
      'Open exceptions, those of the order or inbound document that changed longest ago first; a page holds whole ones',
    tag: 'Operations',
    access: { scope: 'orders:read' },
    query: ExceptionListQuery,
    responses: { 200: Page },
    sends: { 200: ['Link?'] },
    problems: [404],
  })(async (call) => {
    const principal = bearerOf(call);
    const { businessUnitId, code, limit, cursor } = call.query;
    if (businessUnitId) await requireUnit(deps, principal, businessUnitId);
    const scope = businessUnitId ? { ...principal, businessUnitIds: [businessUnitId] } : principal;
    const filter = { list: 'exceptions', businessUnitId, code };
    const secret = deps.config.tokenSecret;
    const after = cursor === undefined ? undefined : readCursor(cursor, filter, secret);
    const at = { limit, after };
    const [orders, inbound] = await Promise.all([
      listOpenExceptions(deps.db, scope, { code }, at),
      listOpenInbound(deps.db, scope, { code }, at),
    ]);
    const notesOf = await findNotes(
      deps.db,
      orders.rows.map(({ orderId, exception }) => ({ orderId, causes: [exception.cause] })),
    );
    const shown = [
      ...orders.rows.map((row) => ({ place: row.place, body: listed(row, notesOf(row.orderId)) })),
      ...inbound.rows.map((row) => ({ place: row.place, body: listedInbound(row) })),
    ];
    const page = merged(shown, limit, orders.next !== null || inbound.next !== null);
    const data = page.rows.map(({ body }) => body);
    const nextCursor = page.next && writeCursor(page.next, filter, secret);
    const headers = nextCursor ? linkTo(call.url, { cursor: nextCursor }) : undefined;
    return { status: 200, body: { data, meta: { limit, nextCursor } }, headers };
  }),
  route({
    method: 'post',
    path: '/exceptions/{id}/resolve',
    id: 'resolveException',
    summary: 'Resolve an exception; optionally reject the order for good, or confirm a cancellation',
    tag: 'Operations',
    access: { scope: 'exceptions:resolve' },
    params: z.object({ id: required(60) }),
    body: dataOf(Resolution),
    ifMatch: true,
    responses: { 200: dataOf(SalesOrder) },
    sends: { 200: ['ETag'] },
    problems: [404],
  })(async (call) => {
    const principal = bearerOf(call);
    const found = await findException(deps.db, principal, call.params.id);
    if (!found) throw new Problem('EXCEPTION_NOT_FOUND');
    const { businessUnitId, orderNumber: customerOrderNumber } = found.key;
    const order = await requireOrder(deps, principal, { businessUnitId, customerOrderNumber });
    const { action, note } = call.body.data;
    const command = { type: 'resolve_exception', exceptionId: found.exception.id, action } as const;
    return orderReply(deps, 200, await commandOn(deps, call, order, command, { note }));
  }),
];
