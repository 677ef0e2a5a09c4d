import { z } from 'zod';
import { required } from '../../contract/common/fields';
import { dataOf } from '../../contract/common/list';
import { ListedException, Resolution } from '../../contract/umg/operations';
import { ExceptionListQuery } from '../../contract/umg/queries';
import { orderPath, renderException } from '../../contract/umg/renderOrder';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { Problem } from '../../platform/problem';
import { findException, listOpenExceptions, type OpenException } from '../../store/exceptions';
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

/** What waits for a person, over all orders; and a person's word on it. */
export const exceptionRoutes = (deps: ApiDeps): Route[] => [
  route({
    method: 'get',
    path: '/exceptions',
    id: 'listExceptions',
    summary: 'Open exceptions, those of the order that changed longest ago first; a page holds whole orders',
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
    const page = await listOpenExceptions(deps.db, scope, { code }, { limit, after });
    const notesOf = await findNotes(
      deps.db,
      page.rows.map(({ orderId, exception }) => ({ orderId, causes: [exception.cause] })),
    );
    const data = page.rows.map((row) => listed(row, notesOf(row.orderId)));
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
