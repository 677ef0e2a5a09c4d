import type { ReceivedWmsOrder, WmsDropResult } from '../../src/contract/partner';
import { orderId } from '../books/books';
import type { Books, Entry } from '../books/books';
import type { ConnectionRecord, MessageRecord, OrderRecord } from '../books/records';
import { profileOf } from '../profile';
import { suffixOf } from '../suffixes';
import type { World } from '../world';
import { planOf } from './scripts';

/** Counts a request by its message id, also one that is turned away. */
export function counted(
  books: Books,
  message: Pick<MessageRecord, 'messageId' | 'kind' | 'orderId'>,
  now: Date,
): MessageRecord {
  const before = books.messages.get(message.messageId);
  const at = now.toISOString();
  return {
    ...message,
    received: (before?.received ?? 0) + 1,
    firstAt: before?.firstAt ?? at,
    lastAt: at,
    result: before?.result ?? null,
  };
}

/** Receives one dropped order, once per message id; the repeat of a refusal is refused again with the same code. */
export function receiveDrop(
  world: World,
  connection: ConnectionRecord,
  message: ReceivedWmsOrder,
  now: Date,
): WmsDropResult {
  const { books, schedule } = world;
  const id = orderId(message);
  const { messageId } = message;
  const before = books.messages.get(messageId);
  const seen = counted(books, { messageId, kind: 'drop', orderId: id }, now);
  if (before && before.orderId !== id) return { messageId, status: 'refused', code: 'MESSAGE_ID_REUSED' };
  if (before?.result) {
    books.write([['messages', messageId, seen]]);
    const { status, code } = before.result;
    return status === 'refused' ? refusal(messageId, code) : { messageId, status: 'duplicate' };
  }
  const code = reasonAgainst(books.orders.get(id), message);
  const result = code ? refusal(messageId, code) : { messageId, status: 'accepted' as const };
  const entries: Entry[] = [['messages', messageId, { ...seen, result: { status: result.status, code } }]];
  if (!code) {
    const order = received(books, connection, message, now);
    entries.push(['orders', id, order]);
    if (order.plan[0]) schedule.at(`order:${id}`, order.plan[0].at);
  }
  books.write(entries);
  return result;
}

const refusal = (messageId: string, code: string | undefined): WmsDropResult => ({
  messageId,
  status: 'refused',
  code: code as WmsDropResult['code'],
});

function reasonAgainst(order: OrderRecord | undefined, message: ReceivedWmsOrder): WmsDropResult['code'] {
  if (message.attempt === 1 && suffixOf(message.customerOrderNumber) === 'DROPREFUSE') return 'UNKNOWN_SKU';
  if (!order) return undefined;
  if (order.shipments.length > 0 || order.status === 'shipped') return 'ALREADY_SHIPPED';
  if (message.attempt <= order.attempt) return 'STALE_ATTEMPT';
  return order.status === 'rejected' || order.status === 'recalled' ? undefined : 'ORDER_EXISTS';
}

function received(books: Books, connection: ConnectionRecord, message: ReceivedWmsOrder, now: Date): OrderRecord {
  const { messageId, jobId, attempt, deliveryInstructions: _, booking = null, ...facts } = message;
  const before = books.orders.get(orderId(message));
  const order: OrderRecord = {
    ...facts,
    jobId,
    attempt,
    booking,
    connectionId: connection.connectionId,
    attempts: [...(before?.attempts ?? []), { attempt, messageId, jobId, at: now.toISOString() }],
    status: 'received',
    rejection: null,
    recalls: before?.recalls ?? [],
    shipments: [],
    plan: [],
  };
  const profile = profileOf(books, order.businessUnitId);
  return { ...order, plan: planOf(order, suffixOf(order.customerOrderNumber), profile, now) };
}
