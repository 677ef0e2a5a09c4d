import { policyOf, type Envelope } from '../../domain/order';
import { masterDataFor, violationsOf } from '../../intake/checkOrders';
import { decideOn } from '../../intake/page';
import type { AcceptedOrder, NewOrder } from '../../intake/types';
import type { Violation } from '../../platform/problem';
import type { Queries } from '../../store/database';
import type { RowResult } from '../../store/jobs';
import { saveNotes } from '../../store/notes';
import { claimOrders, type ClaimedOrder } from '../../store/orders/claim';
import { commitDecisions, type CommitItem } from '../../store/orders/commit';
import type { ActivityDeps } from '../deps';

const AT = { field: 'customerOrderNumber', pointer: '#/customerOrderNumber' };
const failed = (errors: Violation[], retryable = false): RowResult => ({ outcome: 'failed', errors, retryable });
const BUSY = failed([{ code: 'ORDER_STATE_CONFLICT', message: 'The order is being changed.', ...AT }], true);

/**
 * Replaces the documents of orders that exist with other content, where their rules allow it, in the page's transaction.
 * Answers the results of these rows by their place in the list.
 */
export async function updateOrders(
  tx: Queries,
  deps: ActivityDeps,
  orders: readonly NewOrder[],
  accepted: readonly AcceptedOrder[],
): Promise<Map<number, RowResult>> {
  const results = new Map<number, RowResult>();
  const standing = orders.flatMap((order, at) => (accepted[at]?.outcome === 'exists' ? [{ order, at }] : []));
  if (standing.length === 0) return results;

  const masterData = await masterDataFor(deps.db, orders);
  const sound: typeof standing = [];
  for (const one of standing) {
    const data = masterData.get(one.order.businessUnitId);
    const errors = data ? await violationsOf(deps.db, one.order, data) : [];
    if (errors.length > 0) results.set(one.at, failed(errors, true));
    else sound.push(one);
  }

  const { claimed } = await claimOrders(
    tx,
    sound.map(({ order }) => order),
  );
  const byNumber = new Map(claimed.map((order) => [order.key.orderNumber, order]));
  const items: { at: number; item: CommitItem; order: NewOrder }[] = [];
  for (const { order, at } of sound) {
    const held = byNumber.get(order.orderNumber);
    const item = held && decideUpdate(deps, held, order);
    if (!item) results.set(at, BUSY);
    else if (item.kind === 'refusal') {
      results.set(at, failed([{ code: item.refusal.code, message: item.refusal.detail, ...AT }]));
    } else items.push({ at, item, order });
  }

  await saveNotes(
    tx,
    items.map(({ item, order }) => ({ orderId: item.orderId, cause: item.cause, document: order.document })),
  );
  const commits = await commitDecisions(
    tx,
    items.map(({ item }) => item),
  );
  items.forEach(({ at, item, order }, index) => {
    const done = commits[index]?.outcome === 'ok' || commits[index]?.outcome === 'repeat';
    const changed = item.kind === 'event';
    const { salesOrderNumber } = accepted[at] ?? {};
    const result = { orderNumber: order.orderNumber, salesOrderNumber, changed };
    results.set(at, done ? { outcome: changed ? 'updated' : 'replayed', result } : BUSY);
  });
  return results;
}

/** The same command as an update by the client, under the row's own name. */
function decideUpdate({ policy }: ActivityDeps, held: ClaimedOrder, { facts, cause }: NewOrder): CommitItem {
  const at = new Date().toISOString();
  const envelope: Envelope = { cause: `update/${cause}`, at, actor: 'client', message: { type: 'update', facts } };
  return decideOn(held, envelope, policyOf(held.state.facts.channel, held.settings, policy));
}
