import { decide, policyOf, type Command, type Envelope, type Party } from '../domain/order';
import type { CommandAnswer } from '../messages/order';
import { recentUnit } from '../store/businessUnits';
import { saveNotes } from '../store/notes';
import { answerClosed, answerOf } from '../store/orders/causes';
import type { CommitResult } from '../store/orders/commit';
import { findOrders, type OrderRow } from '../store/orders/read';
import { CommandPending, CommandRefused, TemporalUnavailable } from '../temporal/errors';
import type { IntakeDeps } from './types';

export interface CommandDeps extends Pick<IntakeDeps, 'db' | 'gateway' | 'policy'> {
  /** How long a command may take to be committed, milliseconds. */
  commandDeadlineMs: number;
}

export interface CommandOptions {
  /** Unique per order; the same id again gets the same answer. */
  commandId: string;
  actor: Party;
  /** Refuse unless this is the order's sequence (If-Match). */
  ifSequence?: number;
  /** Free text; it stays in the database. */
  note?: string;
  /** Document with personal data that the command brings (a new order document, a quote request, a shipment). */
  document?: Record<string, unknown>;
}

/**
 * Runs a command on an order and answers when it is committed.
 *
 * @param order the row as read for this request
 * @throws CommandRefused (the rules say no), CommandPending (no answer in time; it may still take effect),
 *   TemporalUnavailable; the same command id may be sent again after each of them
 */
export async function runCommand(
  deps: CommandDeps,
  order: OrderRow,
  command: Command,
  options: CommandOptions,
): Promise<CommandAnswer> {
  const { commandId: cause, actor, ifSequence, note, document } = options;
  const envelope: Envelope<Command> = { cause, at: new Date().toISOString(), actor, message: command, ifSequence };
  if (order.closedAt !== null) {
    const answer = await answerFromRow(deps, order, envelope);
    if (answer) return answer;
  }
  if (note !== undefined || document !== undefined) {
    await saveNotes(deps.db, [{ orderId: order.orderId, cause, note, document }]);
  }
  const key = { businessUnitId: order.businessUnitId, orderNumber: order.orderNumber };
  try {
    return await deps.gateway.command(key, envelope, { deadlineMs: deps.commandDeadlineMs });
  } catch (err) {
    if (!(err instanceof CommandPending || err instanceof TemporalUnavailable)) throw err;
    const known = await answerOf(deps.db, order.orderId, cause);
    if (!known) throw err;
    const [now] = await findOrders(deps.db, [key]);
    return toAnswer(known, now ?? order);
  }
}

/**
 * What a closed order answers from its row, without waking its workflow. Null when the command changes something (a
 * correction, an exception's resolution) or when the order has been reopened meanwhile: then the workflow decides.
 */
async function answerFromRow(
  { db, policy }: CommandDeps,
  order: OrderRow,
  envelope: Envelope<Command>,
): Promise<CommandAnswer | null> {
  // After the row was read: had this very command closed the order, its event is visible now.
  const known = await answerOf(db, order.orderId, envelope.cause);
  if (known) return toAnswer(known, order);
  const unit = await recentUnit(db, order.businessUnitId);
  const decision = decide(order.state, envelope, policyOf(order.state.facts.channel, unit?.settings ?? {}, policy));
  if ('event' in decision) return null;
  const refusal = 'refusal' in decision ? decision.refusal : null;
  const result = await answerClosed(db, { orderId: order.orderId, cause: envelope.cause, refusal });
  return result.outcome === 'stale' ? null : toAnswer(result, order);
}

/** @throws CommandRefused when the kept answer is a refusal */
function toAnswer({ refusal, event }: CommitResult, order: OrderRow): CommandAnswer {
  if (refusal) throw new CommandRefused(refusal.code, refusal.detail);
  return { sequence: event?.sequence ?? order.sequence, status: order.status, eventType: event?.type ?? null };
}
