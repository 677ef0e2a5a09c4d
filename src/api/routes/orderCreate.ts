import { dataOf } from '../../contract/common/list';
import { orderPath } from '../../contract/umg/renderOrder';
import { SalesOrder } from '../../contract/umg/salesOrder';
import { SalesOrderRequest } from '../../contract/umg/salesOrderRequest';
import type { OrderKey } from '../../domain/order';
import { acceptTogether } from '../../intake/acceptTogether';
import type { AcceptedOrder } from '../../intake/types';
import { Problem } from '../../platform/problem';
import { findOrder, type OrderRow } from '../../store/orders/read';
import type { ApiDeps } from '../deps';
import { orderReply } from '../orderAnswer';
import { brokenRules, newOrderOf } from '../orderInput';
import { UnitPath } from '../params';
import { requireNone } from '../requireRules';
import { route, type Route } from '../route';
import { bearerOf, requireUnit } from '../tenant';

/** `POST …/sales_orders`: accepted once its row is committed; the same order again is answered with that order. */
export const createRoute = (deps: ApiDeps): Route => {
  let accept: ReturnType<typeof acceptTogether> | undefined;
  return route({
    method: 'post',
    path: '/business_units/{businessUnitId}/sales_orders',
    id: 'createSalesOrder',
    summary: 'Create a sales order; the same order again answers 200',
    tag: 'Sales orders',
    access: { scope: 'orders:write' },
    params: UnitPath,
    body: dataOf(SalesOrderRequest),
    responses: { 200: dataOf(SalesOrder), 201: dataOf(SalesOrder) },
    sends: { 200: ['ETag', 'Idempotent-Replayed'], 201: ['ETag', 'Location'] },
    problems: [404],
  })(async (call) => {
    const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
    const input = await newOrderOf(deps, unit, call.body.data);
    const key = { businessUnitId: unit.id, orderNumber: input.orderNumber };
    // A repeat under an idempotency key is answered with the order, whatever has become of it.
    if (!call.idempotency?.replayed) {
      requireNone(await brokenRules(deps, input));
      const order = { ...input, cause: call.cause, idempotency: call.idempotency?.claim };
      accept ??= acceptTogether({ ...deps, policy: deps.config.policy });
      const accepted = await accept(order);
      requireAccepted(accepted, key);
      if (accepted.created) return orderReply(deps, 201, accepted.created, { Location: orderPath(key) });
      if (accepted.outcome === 'replayed') return orderReply(deps, 200, await read(deps, key), REPLAYED);
    }
    return orderReply(deps, 201, await read(deps, key), { Location: orderPath(key) });
  });
};

const REPLAYED = { 'Idempotent-Replayed': 'true' };

async function read({ db }: ApiDeps, key: OrderKey): Promise<OrderRow> {
  const order = await findOrder(db, key);
  if (!order) throw new Problem('ORDER_NOT_FOUND');
  return order;
}

function requireAccepted({ outcome, errors = [], existing }: AcceptedOrder, key: OrderKey): void {
  if (outcome === 'invalid') requireNone(errors);
  if (outcome !== 'exists') return;
  const used = errors.some(({ code }) => code === 'ORDER_NUMBER_USED');
  throw new Problem(used ? 'ORDER_NUMBER_USED' : 'ORDER_ALREADY_EXISTS', undefined, {
    errors,
    extra: { existing: { ...existing, href: orderPath(key) } },
  });
}
