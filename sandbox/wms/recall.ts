import { randomUUID } from 'node:crypto';
import type { RecallRefusal, WmsRecallMessage, WmsRecallResult } from '../../src/contract/partner';
import { orderId } from '../books/books';
import type { ConnectionRecord, OrderRecord, RecallRecord, Step } from '../books/records';
import { profileOf } from '../profile';
import type { Profile } from '../profile';
import { suffixOf } from '../suffixes';
import type { World } from '../world';
import { after } from '../world';
import { counted } from './drop';
import { goOn } from './scripts';
import { record } from './steps';

/** Takes note of a recall, once per message id; whether the order could be stopped is told later by callback. */
export function receiveRecall(
  world: World,
  connection: ConnectionRecord,
  message: WmsRecallMessage,
  now: Date,
): WmsRecallResult {
  const { books } = world;
  const id = orderId(message);
  const { messageId } = message;
  const seen = counted(books, { messageId, kind: 'recall', orderId: id }, now);
  const result = { messageId, status: seen.result ? ('duplicate' as const) : ('received' as const) };
  const noted = { ...seen, result: { status: 'received' } };
  if (seen.result) {
    books.write([['messages', messageId, noted]]);
    return result;
  }
  const order = books.orders.get(id);
  books.write([['messages', messageId, noted]]);
  if (!order) {
    acceptUnknown(world, connection, message, now);
    return result;
  }
  const recall: RecallRecord = {
    messageId,
    attempt: message.attempt,
    reason: message.reason,
    receivedAt: now.toISOString(),
    answer: null,
  };
  const profile = profileOf(books, order.businessUnitId);
  const plan = profile.manual ? order.plan : planAfterRecall(order, messageId, profile, now);
  record(world, [{ ...order, plan, recalls: [...order.recalls, recall] }], [], now);
  return result;
}

function planAfterRecall(order: OrderRecord, messageId: string, profile: Profile, now: Date): Step[] {
  const at = after(now, profile.recallMs);
  const answer = (accepted: boolean, reason: RecallRefusal | null, when = at): Step => ({
    act: 'answer_recall',
    messageId,
    accepted,
    reason,
    at: when,
  });
  const suffix = suffixOf(order.customerOrderNumber);
  if (order.status === 'shipped') return [answer(false, 'ALREADY_SHIPPED'), ...order.plan];
  if (order.shipments.length > 0 && order.plan.some((step) => step.act === 'ship')) {
    return [...order.plan, answer(false, 'TOO_LATE', after(now, profile.shipMs))];
  }
  const pending = order.plan.filter((step) => step.act === 'answer_recall');
  if (suffix === 'LATECANCEL') {
    const ship: Step = { act: 'ship', goods: 'all', part: 1, of: 1, complete: true, at };
    return [...pending, ship, answer(false, 'ALREADY_SHIPPED')];
  }
  if (suffix === 'NORECALL') {
    const goesOn = order.plan.some((step) => step.act === 'ship');
    return [answer(false, 'TOO_LATE'), ...(goesOn ? order.plan : goOn(order, profile, now))];
  }
  // stopped: nothing else of what was planned happens any more
  return [...pending, answer(true, null, suffix === 'SLOWRECALL' ? after(now, profile.slowRecallMs) : at)];
}

/** An order that never came here cannot leave from here. */
function acceptUnknown(world: World, connection: ConnectionRecord, message: WmsRecallMessage, now: Date): void {
  const event = {
    eventId: `ev_${randomUUID()}`,
    type: 'recall_answered',
    occurredAt: now.toISOString(),
    businessUnitId: message.businessUnitId,
    customerOrderNumber: message.customerOrderNumber,
    messageId: message.messageId,
    accepted: true,
    reason: null,
  };
  record(
    world,
    [],
    [
      {
        connectionId: connection.connectionId,
        path: '/wms/events',
        lane: orderId(message),
        body: { events: [event] },
      },
    ],
    now,
  );
}
