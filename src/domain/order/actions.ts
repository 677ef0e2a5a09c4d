import type { Refusal } from './event';
import type { CommandType } from './message';
import type { OrderState, OrderStatus } from './state';
import { STATUSES } from './state';
import { isTerminal, withWarehouse } from './status';
import { openExceptions } from './exceptions';

export const ACTIONS = [
  'update',
  'hold',
  'release_hold',
  'cancel',
  'quote',
  'approve',
  'book',
  'unbook',
  'update_bol',
  'release',
  'redrop',
  'confirm_shipment',
  'correct_shipment',
  'resolve_exception',
] as const;
export type Action = (typeof ACTIONS)[number];

const OPEN = STATUSES.filter((status) => !isTerminal(status));
const PLANNED = ['CREATED', 'QUOTED', 'APPROVED', 'BOOKED', 'ON_HOLD'] as const;
const NOT_CANCELLING = OPEN.filter((status) => status !== 'CANCEL_REQUESTED');

interface Rule {
  from: readonly OrderStatus[];
  when?: (state: OrderState) => boolean;
}

const carrierIdle = (state: OrderState): boolean => ['none', 'quoted', 'voided', 'failed'].includes(state.tms.state);
const withUs = (state: OrderState): boolean => !withWarehouse(state);
const rejectedHold = (state: OrderState): boolean => state.holds.some((hold) => hold.code === 'WMS_REJECTED');
const onlyRejected = (state: OrderState): boolean => state.holds.every((hold) => hold.code === 'WMS_REJECTED');
const somethingToQuote = (state: OrderState): boolean => carrierIdle(state) && state.tms.booking === null;
const openQuote = (state: OrderState): boolean => state.tms.quotes.some((quote) => quote.status !== 'EXPIRED');

/** Which commands a status admits: the one table behind `allowedActions` and behind every refusal by state. */
const RULES: Record<Action, Rule> = {
  update: { from: PLANNED, when: (state) => withUs(state) && somethingToQuote(state) && !state.tms.approvedQuoteId },
  hold: { from: PLANNED, when: withUs },
  release_hold: { from: ['ON_HOLD'] },
  cancel: { from: OPEN },
  quote: { from: NOT_CANCELLING, when: (state) => somethingToQuote(state) && !state.tms.approvedQuoteId },
  approve: { from: PLANNED, when: (state) => withUs(state) && openQuote(state) },
  book: { from: NOT_CANCELLING, when: (state) => openQuote(state) && somethingToQuote(state) },
  unbook: {
    from: NOT_CANCELLING,
    when: (state) => state.tms.booking?.status === 'BOOKED' && state.tms.state === 'booked',
  },
  update_bol: { from: OPEN, when: (state) => state.tms.booking !== null },
  release: { from: PLANNED, when: (state) => withUs(state) && state.holds.length === 0 && !state.releaseRequested },
  redrop: { from: ['ON_HOLD'], when: (state) => withUs(state) && rejectedHold(state) && onlyRejected(state) },
  confirm_shipment: { from: OPEN, when: withWarehouse },
  correct_shipment: { from: STATUSES, when: (state) => state.shipments.length > 0 },
  resolve_exception: { from: STATUSES, when: (state) => openExceptions(state).length > 0 },
};

export const isAllowed = (state: OrderState, action: Action): boolean =>
  RULES[action].from.includes(state.status) && (RULES[action].when?.(state) ?? true);

/** What a client may ask of the order now, in the contract's words. */
export const allowedActions = (state: OrderState): Action[] => ACTIONS.filter((action) => isAllowed(state, action));

/** Why a command is not possible in this state, with the most telling code of the taxonomy. */
export function refusalFor(state: OrderState, command: CommandType): Refusal {
  const detail = (why: string) => `${command} is not possible: ${why} (status ${state.status}).`;
  if (state.closedAs === 'SHIPPED' || state.closedAs === 'CLOSED_SHORT')
    return { code: 'ORDER_ALREADY_SHIPPED', detail: detail('the order has left the warehouse') };
  if (state.closedAs) return { code: 'ORDER_CLOSED', detail: detail('the order is closed') };
  if (state.status === 'CANCEL_REQUESTED')
    return { code: 'ORDER_CANCEL_PENDING', detail: detail('a cancellation is being negotiated') };
  if (withWarehouse(state)) return { code: 'ORDER_RELEASED', detail: detail('the warehouse has the order') };
  if (state.tms.booking) return { code: 'ALREADY_BOOKED', detail: detail('a carrier is booked; unbook it first') };
  if (state.holds.length > 0 && command === 'release')
    return { code: 'ORDER_ON_HOLD', detail: detail(`held by ${state.holds.map((hold) => hold.code).join(', ')}`) };
  return { code: 'ORDER_STATE_CONFLICT', detail: detail('the order is not in a state that allows it') };
}
