import type { OrderEvent, Policy } from './event';
import { newLine } from './quantities';
import type { Hold, Instant, OrderFacts, OrderKey, OrderState, Party } from './state';
import { rollUp } from './status';

export interface NewOrderInput {
  key: OrderKey;
  salesOrderNumber: string;
  facts: OrderFacts;
  policy: Policy;
  at: Instant;
  cause: string;
  actor: Party;
  /** The order this one carries the backordered rest of. */
  parent?: string | null;
  /** Codes of holds that the client sets with the order; it lifts them itself. */
  holds?: readonly string[];
}

/** The holds that the facts themselves ask for: a review, or a date before which nothing may be released. */
export function factHolds(facts: OrderFacts, at: Instant, cause: string, actor: Party): Hold[] {
  const { doNotShipBefore, orderDropDate } = facts.dates;
  const dated = (code: string, until: Instant | null): Hold[] =>
    until && until > at ? [{ code, owner: 'client', since: at, until, cause }] : [];
  const review: Hold[] = facts.addressSuspect
    ? [{ code: 'ADDRESS_REVIEW', owner: actor === 'client' ? 'ops' : actor, since: at, until: null, cause }]
    : [];
  return [...review, ...dated('DO_NOT_SHIP_BEFORE', doNotShipBefore), ...dated('ORDER_DROP_DATE', orderDropDate)];
}

export const linesOf = (facts: OrderFacts): OrderState['lines'] =>
  facts.lines.map((line) => newLine(line.lineNumber, line.skuId, line.quantity));

/** The first state and event of an order; the event's `change` is empty because the state is stored whole with it. */
export function createOrder(input: NewOrderInput): { state: OrderState; event: OrderEvent } {
  const { key, salesOrderNumber, facts, policy, at, cause, actor } = input;
  const { lines: _lines, ...rest } = facts;
  const own = (input.holds ?? []).map((code): Hold => ({ code, owner: actor, since: at, until: null, cause }));
  const child: Hold[] = input.parent ? [{ code: 'BACKORDER', owner: 'ops', since: at, until: null, cause }] : [];
  const state: OrderState = {
    key,
    salesOrderNumber,
    status: 'CREATED',
    sequence: 1,
    facts: rest,
    lines: linesOf(facts),
    holds: [...own, ...child, ...factHolds(facts, at, cause, actor)],
    cancellation: { state: 'none', reason: null, requestedBy: null, requestedAt: null, answeredAt: null },
    wms: {
      state: 'not_sent',
      attempt: 0,
      since: at,
      jobId: null,
      pickStarted: false,
      resends: 0,
      recall: { state: 'none', attempt: 0, since: null },
      inquire: false,
      ackedEarly: false,
    },
    tms: {
      state: 'none',
      attempt: 0,
      since: at,
      requestCause: null,
      quoteAttempt: 0,
      quotes: [],
      approvedQuoteId: null,
      requoteOf: null,
      pickupStart: null,
      pickupEnd: null,
      booking: null,
      earlyNews: null,
    },
    exceptions: [],
    shipments: [],
    releaseRequested: policy.autoRelease,
    releaseRequestedAt: policy.autoRelease ? at : null,
    completion: null,
    backorder: null,
    parent: input.parent ?? null,
    fired: [],
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    closedAs: null,
    waitingSince: at,
  };
  const message = `Order accepted with ${facts.lines.length} ${facts.lines.length === 1 ? 'line' : 'lines'}.`;
  const data = { salesOrderNumber, holds: state.holds.map((hold) => hold.code), parent: state.parent };
  const event: OrderEvent = { type: 'created', at, actor, cause, message, data, change: {} };
  return { state: { ...state, status: rollUp(state) }, event };
}
