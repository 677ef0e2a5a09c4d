import { z } from 'zod';
import { Envelope, OK } from '../../contract/dcl/answers';
import { CODES } from '../../contract/dcl/faults';
import { OrderReference } from '../../contract/dcl/operations';
import { findOrder } from '../../store/orders/read';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import type { Scope } from '../scopes';
import { bearerOf } from '../tenant';
import { changerOf, type Changer } from './changer';
import { cancelOrder, holdOrder, releaseOrder } from './deeds';
import { refused } from './dialect';
import type { Door } from './doors';
import { readBody, requireAccount } from './reading';

/** Does something to an order; answers a sentence where that is not the end of it. */
type Deed = (changer: Changer) => Promise<string | void>;

const DEEDS: Record<'cancel' | 'hold' | 'release', { deed: Deed; scope: Scope; summary: string }> = {
  cancel: { deed: cancelOrder, scope: 'orders:cancel', summary: 'Cancel an order that is not being picked yet' },
  hold: { deed: holdOrder, scope: 'orders:write', summary: 'Hold an order before its release' },
  release: {
    deed: releaseOrder,
    scope: 'orders:write',
    summary: 'Lift the hold and let the order go to the warehouse',
  },
};

/** `PUT …/orders/{cancel,hold,release}`: one order a call; a repeat is answered like the first. */
export const changeRoutes = (deps: ApiDeps, { base, suffix, rehearsal }: Door): Route[] =>
  Object.entries(DEEDS).map(([name, { deed, scope, summary }]) =>
    route({
      method: 'put',
      path: `${base}/orders/${name}`,
      id: `${name}DclOrder${suffix}`,
      summary: rehearsal ? `${summary}: only judged` : summary,
      tag: 'DCL',
      access: { scope, basic: true },
      body: z.unknown(),
      shownBody: OrderReference,
      responses: { 200: Envelope },
    })(async (call) => {
      const principal = bearerOf(call);
      const reference = readBody(OrderReference, call.body);
      const unit = await requireAccount(deps, principal, reference.account_number);
      const key = { businessUnitId: unit.id, orderNumber: reference.order_number };
      const order = await findOrder(deps.db, key, principal);
      if (!order) throw refused({ code: CODES.notFound, field: 'order_number', says: 'is not known' });
      const message = await deed(changerOf(deps, call, { order, unit, rehearsal }));
      return { status: 200, body: { ...OK, error_message: message ?? '' } };
    }),
  );
