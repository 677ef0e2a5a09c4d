import type { Decision } from '../event';
import type { Command, Envelope } from '../message';
import type { OrderState } from '../state';
import { linesOf, factHolds } from '../create';
import { happened, nothing, refused } from './outcome-of';

type Of<T extends Command['type']> = Envelope<Extract<Command, { type: T }>>;

/** Holds that only their own fact lifts. */
const OWN_RULES = ['WMS_REJECTED'];

export function hold(state: OrderState, env: Of<'hold'>): Decision {
  const { code, until } = env.message;
  if (OWN_RULES.includes(code)) return refused('ORDER_STATE_CONFLICT', `${code} is set by the warehouse only.`);
  const known = state.holds.find((other) => other.code === code);
  if (known && known.until === until) return nothing(`already held by ${code}`);
  const added = { code, owner: env.actor, since: env.at, until, cause: env.cause };
  const holds = [...state.holds.filter((other) => other.code !== code), added];
  const message = until ? `Held by ${code} until ${until}.` : `Held by ${code}.`;
  return happened(env, 'held', message, { holds }, { code, until });
}

export function releaseHold(state: OrderState, env: Of<'release_hold'>): Decision {
  const { code } = env.message;
  if (!state.holds.some((other) => other.code === code))
    return refused('HOLD_NOT_FOUND', `The order has no hold ${code}.`);
  if (OWN_RULES.includes(code))
    return refused('ORDER_STATE_CONFLICT', `${code} is lifted by dropping the order again, not by hand.`);
  const holds = state.holds.filter((other) => other.code !== code);
  return happened(env, 'hold_released', `Hold ${code} released.`, { holds }, { code });
}

/** Replaces the client's facts as a whole: lines, dates, building. Quotes for the old content are dropped. */
export function update(state: OrderState, env: Of<'update'>): Decision {
  const { lines: _lines, ...facts } = env.message.facts;
  const factCodes = ['ADDRESS_REVIEW', 'DO_NOT_SHIP_BEFORE', 'ORDER_DROP_DATE'];
  const kept = state.holds.filter((other) => !factCodes.includes(other.code));
  const holds = [...kept, ...factHolds(env.message.facts, env.at, env.cause, env.actor)];
  const again = ['cancel_after', 'cancel_if_not_delivered_by', 'ship_date_missed'];
  const tms = { ...state.tms, state: 'none' as const, since: env.at, quotes: [], requestCause: null };
  return happened(env, 'updated', 'Order updated by the client.', {
    facts,
    holds,
    lines: linesOf(env.message.facts),
    tms: state.tms.state === 'quoted' ? tms : state.tms,
    fired: state.fired.filter((kind) => !again.includes(kind)),
  });
}
