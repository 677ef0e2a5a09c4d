import type { OrderKey } from '../domain/order';
import { inboxId, retryParked, storeMessages, type InboxMessage } from '../store/inbox';
import { findOrders, type OrderRow } from '../store/orders/read';
import type { Parcel } from './courier';
import type { IncomingCallback, ReceivedCallback, ReceiveDeps } from './types';

const HOUR_MS = 3_600_000;
/** How long a message waits for its order before it becomes a dead letter. */
export const PARKED_MS = 72 * HOUR_MS;
const KEPT_MS = 30 * 24 * HOUR_MS;

export const ORDER_UNKNOWN = 'No order is known that this message could be about.';

/**
 * Keeps authentic messages of a partner, each once, and hands them to their orders behind the answer. Answers as soon
 * as they are committed; needs neither Temporal nor a worker.
 */
export async function receiveCallbacks(
  deps: ReceiveDeps,
  { source, messages }: { source: string; messages: readonly IncomingCallback[] },
): Promise<ReceivedCallback[]> {
  const now = new Date();
  const orders = await ordersOf(deps, messages);
  const rows = messages.map((message) => toRow(source, message, orders.has(nameOf(message.key)), now));
  const results = await storeMessages(deps.db, rows);

  const parcels: Parcel[] = [];
  const received: ReceivedCallback[] = [];
  for (const [at, row] of rows.entries()) {
    const result = results[at]?.result;
    const order = orders.get(nameOf(row.key));
    const base = { messageId: row.messageId, inboxId: inboxId(source, row.messageId) };
    if (result === 'conflict') received.push({ ...base, outcome: 'conflict' });
    else if (!order || !row.key || !row.envelope) received.push({ ...base, outcome: 'parked' });
    else {
      // A repeat of a message that was parked before its order came.
      const due = result === 'new' || (await retryParked(deps.db, base.inboxId)) !== null;
      if (due) parcels.push({ key: row.key, envelope: row.envelope, startedIn: order.startedIn });
      received.push({ ...base, outcome: result === 'new' ? 'accepted' : 'repeat' });
    }
  }
  deps.courier.carry(parcels);
  return received;
}

const nameOf = (key: OrderKey | null): string => JSON.stringify([key?.businessUnitId, key?.orderNumber]);

async function ordersOf(
  { db }: ReceiveDeps,
  messages: readonly IncomingCallback[],
): Promise<Map<string, Pick<OrderRow, 'startedIn'>>> {
  const keys = messages.flatMap(({ key }) => (key ? [key] : []));
  const rows = await findOrders(db, keys);
  return new Map(rows.map((row) => [nameOf(row), row]));
}

function toRow(source: string, message: IncomingCallback, known: boolean, now: Date): InboxMessage {
  const { messageId, digest, orgId, key, callback, actor, documents, note, body } = message;
  const at = now.toISOString();
  const envelope = callback && { cause: inboxId(source, messageId), at, actor, message: callback };
  const appliable = known && envelope !== null;
  const expiresAt = new Date(now.getTime() + (appliable ? KEPT_MS : PARKED_MS)).toISOString();
  const parked = appliable ? {} : { parkedReason: ORDER_UNKNOWN };
  return { source, messageId, digest, orgId, key, envelope, documents, note, body, expiresAt, ...parked };
}
