import type { Policy } from './event';
import { openExceptions } from './exceptions';
import type { Instant, OrderState, OrderStatus, Party } from './state';
import { isTerminal } from './status';
import { nextDeadline } from './deadlines';
import { dueStep } from './steps';
import { waiting } from './waiting';

/** What of an order's state stands in columns of its row, for lists, look-ups and sweeps. */
export interface RowFacts {
  status: OrderStatus;
  terminal: boolean;
  buildingId: string | null;
  channel: string;
  carrierCode: string | null;
  waitingOn: Party | null;
  waitingReason: string | null;
  waitingSince: Instant | null;
  /** When somebody has to look at the order at the latest. */
  nextDeadline: Instant | null;
  openExceptions: number;
  exceptionCodes: string[];
  holdCodes: string[];
  wmsJobId: string | null;
  closedAt: Instant | null;
}

/** A closed order has no process of its own: where a step is due all the same (a backorder), it is to be woken at once. */
const wakeAt = (state: OrderState, policy: Policy): Instant | null =>
  state.closedAs && dueStep(state, state.updatedAt) ? state.updatedAt : nextDeadline(state, policy);

export function rowFacts(state: OrderState, policy: Policy): RowFacts {
  const wait = waiting(state, policy);
  const open = openExceptions(state);
  return {
    status: state.status,
    terminal: isTerminal(state.status),
    buildingId: state.facts.buildingId,
    channel: state.facts.channel,
    carrierCode: state.tms.booking?.carrierCode ?? state.facts.carrierCode,
    waitingOn: wait?.on ?? null,
    waitingReason: wait?.reason ?? null,
    waitingSince: wait?.since ?? null,
    nextDeadline: wakeAt(state, policy),
    openExceptions: open.length,
    exceptionCodes: [...new Set(open.map((exception) => exception.code))],
    holdCodes: state.holds.map((hold) => hold.code),
    wmsJobId: state.wms.jobId,
    closedAt: state.closedAt,
  };
}
