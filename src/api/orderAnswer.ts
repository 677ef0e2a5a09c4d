import { policyOf, type OrderState } from '../domain/order';
import { renderOrder } from '../contract/umg/renderOrder';
import type { SalesOrder } from '../contract/umg/salesOrder';
import type { SalesOrderRequest } from '../contract/umg/salesOrderRequest';
import { recentUnits } from '../store/businessUnits';
import { findCancelNotes, findNotes } from '../store/notes';
import type { ShownOrder } from '../store/orders/read';
import type { ApiDeps } from './deps';
import { etagOf } from './etag';
import { outagesOf } from './outages';

/** Orders as the contract shows them, with the free text that belongs to them; as many queries for a page as for one. */
export async function renderOrders(deps: ApiDeps, orders: readonly ShownOrder[]): Promise<SalesOrder[]> {
  const [found, notesOf, cancelNotes, outages] = await Promise.all([
    recentUnits(
      deps.db,
      orders.map((order) => order.businessUnitId),
    ),
    findNotes(
      deps.db,
      orders.map(({ orderId, state }) => ({ orderId, causes: causesOf(state) })),
    ),
    findCancelNotes(
      deps.db,
      orders.filter(isCancelledByClient).map(({ orderId }) => orderId),
    ),
    outagesOf(deps.db, orders),
  ]);
  const units = new Map(found.map((unit) => [unit.id, unit]));
  return orders.map((order) => {
    const unit = units.get(order.businessUnitId);
    return renderOrder({
      orgId: order.orgId,
      document: order.document as SalesOrderRequest,
      state: order.state,
      policy: policyOf(unit?.type ?? 'b2b', unit?.settings ?? {}, deps.config.policy),
      createdAt: order.createdAt,
      updatedAt: order.updatedAt,
      notes: notesOf(order.orderId),
      cancelNote: cancelNotes.get(order.orderId) ?? null,
      outage: outages.get(order.orderId) ?? null,
    });
  });
}

const isCancelledByClient = ({ state }: ShownOrder): boolean => state.cancellation.requestedBy === 'client';

/** Most orders have no hold and no exception, and so ask for nothing. */
const causesOf = ({ holds, exceptions }: OrderState): string[] => [...holds, ...exceptions].map(({ cause }) => cause);

/** One order as an answer with its ETag. */
export async function orderReply<S extends number>(deps: ApiDeps, status: S, order: ShownOrder, headers = {}) {
  const [data] = (await renderOrders(deps, [order])) as [SalesOrder];
  return { status, body: { data }, headers: { ETag: etagOf(order.sequence), ...headers } };
}
