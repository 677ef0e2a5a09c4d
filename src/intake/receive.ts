import type { OrderKey } from '../domain/order';
import { inboxId, retryParked, storeMessages, type InboxMessage } from '../store/inbox';
import { findMarks, type OrderMark } from '../store/orders/start';
import type { Parcel } from './courier';
import type { ReceiveDeps } from './deps';
import type { IncomingCallback, ReceivedCallback } from './types';

/** How long a message waits for its order before it becomes a dead letter. */
export const PARKED_MS = 72 * 3_600_000;

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
  const marks = await marksOf(deps, messages);
  const markOf = ({ orgId, key }: Pick<IncomingCallback, 'orgId' | 'key'>) => marks.get(nameOf(orgId, key));
  const rows = messages.map((message) => toRow(source, message, markOf(message) !== undefined, now));
  const results = await storeMessages(deps.db, rows);

  const parcels: Parcel[] = [];
  const received: ReceivedCallback[] = [];
  for (const [at, row] of rows.entries()) {
    const result = results[at]?.result;
    const mark = markOf(row);
    const base = { messageId: row.messageId, inboxId: inboxId(source, row.messageId) };
    if (result === 'conflict') received.push({ ...base, outcome: 'conflict' });
    else if (!mark || !row.key || !row.envelope) received.push({ ...base, outcome: 'parked' });
    else {
      // A repeat of a message that was parked before its order came.
      const due = result === 'new' || (await retryParked(deps.db, base.inboxId)) !== null;
      if (due) parcels.push({ key: row.key, envelope: row.envelope, startedIn: mark.startedIn });
      received.push({ ...base, outcome: result === 'new' ? 'accepted' : 'repeat' });
    }
  }
  deps.courier.carry(parcels);
  return received;
}

/** The order of a message is one of its own organization; another's is as unknown as none. */
const nameOf = (orgId: string, key: OrderKey | null): string =>
  JSON.stringify([orgId, key?.businessUnitId, key?.orderNumber]);

async function marksOf({ db }: ReceiveDeps, messages: readonly IncomingCallback[]): Promise<Map<string, OrderMark>> {
  const marks = await findMarks(
    db,
    messages.flatMap(({ key }) => key ?? []),
  );
  return new Map(marks.map((mark) => [nameOf(mark.orgId, mark), mark]));
}

function toRow(source: string, message: IncomingCallback, known: boolean, now: Date): InboxMessage {
  const { messageId, digest, orgId, key, callback, actor, documents, note, body } = message;
  const at = now.toISOString();
  const envelope = callback && { cause: inboxId(source, messageId), at, actor, message: callback };
  const expiresAt = new Date(now.getTime() + PARKED_MS).toISOString();
  const parked = known && envelope !== null ? {} : { parkedReason: ORDER_UNKNOWN };
  return { source, messageId, digest, orgId, key, envelope, documents, note, body, expiresAt, ...parked };
}
