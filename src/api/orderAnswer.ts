import { policyOf, type OrderState } from '../domain/order';
import { renderOrder } from '../contract/umg/renderOrder';
import type { SalesOrder } from '../contract/umg/salesOrder';
import type { SalesOrderRequest } from '../contract/umg/salesOrderRequest';
import { findBusinessUnits } from '../store/businessUnits';
import { findNotes } from '../store/notes';
import { listEvents, type OrderRow } from '../store/orders/read';
import type { ApiDeps } from './deps';
import { etagOf } from './etag';

/** Orders as the contract shows them, with the free text that belongs to them. */
export async function renderOrders(deps: ApiDeps, orders: readonly OrderRow[]): Promise<SalesOrder[]> {
  const found = await findBusinessUnits(deps.db, [...new Set(orders.map((order) => order.businessUnitId))]);
  const units = new Map(found.map((unit) => [unit.id, unit]));
  return Promise.all(
    orders.map(async (order) => {
      const unit = units.get(order.businessUnitId);
      return renderOrder({
        orgId: order.orgId,
        document: order.document as SalesOrderRequest,
        state: order.state,
        policy: policyOf(unit?.type ?? 'b2b', unit?.settings ?? {}, deps.config.policy),
        createdAt: order.createdAt,
        updatedAt: order.updatedAt,
        ...(await freeTextOf(deps, order)),
      });
    }),
  );
}

/** One order as an answer with its ETag. */
export async function orderReply<S extends number>(deps: ApiDeps, status: S, order: OrderRow, headers = {}) {
  const [data] = (await renderOrders(deps, [order])) as [SalesOrder];
  return { status, body: { data }, headers: { ETag: etagOf(order.sequence), ...headers } };
}

/** Most orders have no hold, exception or cancellation, and so cost no query. */
async function freeTextOf({ db }: ApiDeps, { orderId, state }: OrderRow) {
  const cancel = state.cancellation.requestedBy === 'client' ? await cancelCauseOf(db, orderId) : null;
  const causes = [...causesOf(state), ...(cancel ? [cancel] : [])];
  const notes = await findNotes(db, orderId, causes);
  return { notes, cancelNote: (cancel && notes.get(cancel)) ?? null };
}

const causesOf = ({ holds, exceptions }: OrderState): string[] => [...holds, ...exceptions].map(({ cause }) => cause);

const MAX_EVENTS = 1000;

/** The client's command that asked for the cancellation, the latest where there were several. */
async function cancelCauseOf(db: ApiDeps['db'], orderId: number): Promise<string | null> {
  const { rows } = await listEvents(db, orderId, { limit: MAX_EVENTS });
  const asked = rows.filter(
    ({ type, actor }) => actor === 'client' && ['cancel_requested', 'cancelled'].includes(type),
  );
  return asked.at(-1)?.cause ?? null;
}
