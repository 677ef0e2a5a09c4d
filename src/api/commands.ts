import type { Command, OrderKey } from '../domain/order';
import { runCommand } from '../intake/commands';
import { awaitOutcome } from '../intake/outcome';
import { isProblemCode, Problem, problemOfRefusal } from '../platform/problem';
import { allowedActions } from '../domain/order';
import { recentUnit } from '../store/businessUnits';
import { findOrders, type OrderRow } from '../store/orders/read';
import { CommandRefused } from '../temporal/errors';
import type { CallContext } from './callContext';
import type { ApiDeps } from './deps';
import { etagOf, wantedSequence } from './etag';

/** Free text and documents that come with a command and stay out of the process. */
export interface CommandExtras {
  note?: string;
  document?: Record<string, unknown>;
}

export const keyOf = ({ businessUnitId, orderNumber }: OrderRow): OrderKey => ({ businessUnitId, orderNumber });

/**
 * Runs a command of the caller on an order; answers the order as it is when the command is committed.
 * @throws Problem with the refusal's code and, for a conflict, the order's status and what can be asked of it
 */
export async function commandOn(
  deps: ApiDeps,
  call: CallContext,
  order: OrderRow,
  command: Command,
  extras: CommandExtras = {},
): Promise<OrderRow> {
  const { db, gateway, config } = deps;
  const ifSequence = wantedSequence(call.ifMatch, order.sequence, await insistsOnIfMatch(deps, call, order));
  const commands = { db, gateway, policy: config.policy, commandDeadlineMs: config.commandDeadlineMs };
  try {
    await runCommand(commands, order, command, { commandId: call.cause, actor: 'client', ifSequence, ...extras });
  } catch (err) {
    if (err instanceof CommandRefused) throw await refusalOf(deps, order, err);
    throw err;
  }
  return latest(deps, order);
}

/** The order as it is now. */
export async function latest({ db }: Pick<ApiDeps, 'db'>, order: OrderRow): Promise<OrderRow> {
  const [now] = await findOrders(db, [keyOf(order)]);
  return now ?? order;
}

/** Watches an order for a partner's outcome, within the configured time; null when none came. */
export function outcomeOf(deps: ApiDeps, order: OrderRow, settled: (order: OrderRow) => boolean) {
  return awaitOutcome(deps.db, keyOf(order), settled, deps.config.outcomeWaitMs);
}

async function insistsOnIfMatch({ db }: ApiDeps, { ifMatch }: CallContext, order: OrderRow): Promise<boolean> {
  if (ifMatch !== undefined) return true;
  const unit = await recentUnit(db, order.businessUnitId);
  return unit?.settings.ifMatchRequired ?? false;
}

async function refusalOf(deps: ApiDeps, order: OrderRow, refusal: CommandRefused): Promise<Problem> {
  const now = await latest(deps, order);
  if (refusal.code === 'PRECONDITION_FAILED') {
    return new Problem('PRECONDITION_FAILED', undefined, { extra: { etag: etagOf(now.sequence) } });
  }
  const known = isProblemCode(refusal.code) ? refusal.code : 'ORDER_STATE_CONFLICT';
  const conflict = new Problem(known).status === 409;
  const extra = conflict ? { orderStatus: now.status, allowedActions: allowedActions(now.state) } : {};
  return problemOfRefusal({ code: refusal.code, detail: refusal.detail }, { extra });
}
