import { CODES } from '../../contract/dcl/faults';
import { isOpenForChange, STAGE_NAMES, stageOf } from '../../contract/dcl/stages';
import { CLIENT_HOLD } from '../../contract/dcl/toDocument';
import { isAllowed } from '../../domain/order';
import type { OrderRow } from '../../store/orders/read';
import type { Changer } from './changer';
import { refused } from './dialect';

/** @throws Problem 400, code 12 */
function requireOpen(order: OrderRow): void {
  const stage = stageOf(order);
  if (!isOpenForChange(stage)) throw refusedBy(`stands at stage ${stage}, ${STAGE_NAMES[stage]}`);
}

const refusedBy = (says: string) => refused({ code: CODES.stage, field: 'order_number', says });

const isCancelled = (order: OrderRow): boolean => stageOf(order) === 2;

/**
 * Cancels an order; one that the warehouse has and does not pick yet is asked back, and the answer waits for that. Where
 * it takes longer the request stands, and says so.
 */
export async function cancelOrder({ order, give, watch }: Changer): Promise<string | void> {
  if (isCancelled(order)) return;
  requireOpen(order);
  const asked = await give({ type: 'cancel', reason: 'CLIENT' });
  const answered = ({ state }: OrderRow) => state.closedAt !== null || state.cancellation.state !== 'requested';
  const now = answered(asked) ? asked : await watch(answered);
  if (!now) return 'The warehouse was asked to give the order back; GET orders will show its answer.';
  if (!isCancelled(now)) throw refusedBy('was not given back by the warehouse and goes on');
}

/** Holds an order that is not released yet, until it is let go. */
export async function holdOrder({ order, give }: Changer): Promise<void> {
  requireOpen(order);
  await give({ type: 'hold', code: CLIENT_HOLD, until: null });
}

/** Lifts the client's hold and releases what waits for a word; an order that has gone is where it was to go. */
export async function releaseOrder({ order, give }: Changer): Promise<void> {
  if (isCancelled(order)) return requireOpen(order);
  const held = order.state.holds.some(({ code }) => code === CLIENT_HOLD);
  const free = held ? await give({ type: 'release_hold', code: CLIENT_HOLD }) : order;
  if (isAllowed(free.state, 'release') || isAllowed(free.state, 'redrop')) {
    await give({ type: 'release' });
    return;
  }
  const holds = free.state.holds.filter(({ until }) => until === null).map(({ code }) => code);
  if (holds.length > 0) throw refusedBy(`is held by ${holds.join(', ')}, which is not the account's to lift`);
}
