import type { Policy } from './event';
import { hasOpen } from './exceptions';
import type { Instant, OrderState } from './state';
import { unitsOpen, unitsShipped } from './status';
import { plus } from './time';

/** An instant at which the order goes on by itself. */
export interface Deadline {
  /** `hold/{code}`, `cancel_after`, `ack_overdue/{attempt}`…; once-only kinds are remembered in `fired`. */
  kind: string;
  at: Instant;
}

const since = (kind: string, start: Instant | null, ms: number): Deadline[] =>
  start ? [{ kind, at: plus(start, ms) }] : [];

function customerDates(state: OrderState): Deadline[] {
  const { cancelAfter, cancelIfNotDeliveredBy, requestedShipDate } = state.facts.dates;
  const dates = [
    ['cancel_after', cancelAfter],
    ['cancel_if_not_delivered_by', cancelIfNotDeliveredBy],
    ['ship_date_missed', requestedShipDate],
  ] as const;
  return dates.flatMap(([kind, at]) => (at ? [{ kind, at }] : []));
}

function warehouseDeadlines(state: OrderState, policy: Policy): Deadline[] {
  const { wms } = state;
  if (wms.state === 'sending') return since(`release_overdue/${wms.attempt}`, wms.since, policy.releaseMs);
  const recall =
    state.cancellation.state === 'requested' && wms.recall.state === 'sent'
      ? since(`recall_overdue/${wms.recall.attempt}`, wms.recall.since, policy.recallMs)
      : [];
  const ack = wms.state === 'sent' ? since(`ack_overdue/${wms.attempt}.${wms.resends}`, wms.since, policy.ackMs) : [];
  return [...recall, ...ack];
}

function carrierDeadlines(state: OrderState, policy: Policy): Deadline[] {
  const { tms } = state;
  if (tms.state === 'booking' || tms.state === 'booking_unknown')
    return since(`booking_overdue/${tms.attempt}`, tms.since, policy.bookingMs);
  if (tms.state !== 'quoted' || tms.approvedQuoteId) return [];
  const open = tms.quotes.filter((quote) => quote.status === 'OPEN').map((quote) => quote.expiresAt);
  const last = open.reduce<Instant | null>((max, at) => (max === null || at > max ? at : max), null);
  return last ? [{ kind: `quote_expired/${tms.quoteAttempt}`, at: last }] : [];
}

function openDeadlines(state: OrderState, policy: Policy): Deadline[] {
  const holds = state.holds.flatMap((hold) => (hold.until ? [{ kind: `hold/${hold.code}`, at: hold.until }] : []));
  const completion =
    state.completion && unitsOpen(state) > 0
      ? since('completion', state.completion.claimedAt, policy.completionGraceMs)
      : [];
  return [
    ...holds,
    ...customerDates(state),
    ...warehouseDeadlines(state, policy),
    ...carrierDeadlines(state, policy),
    ...completion,
  ];
}

/** A closed order still watches for the carrier's first scan, where scans are expected. */
function closedDeadlines(state: OrderState, policy: Policy): Deadline[] {
  const scanned = state.shipments.some((shipment) => shipment.trackingRank > 0);
  if (policy.firstScanMs === 0 || scanned || unitsShipped(state) === 0 || hasOpen(state, 'NO_CARRIER_SCAN')) return [];
  return since('first_scan', state.closedAt, policy.firstScanMs);
}

/** Deadlines still to come, those that already fired left out. */
export function deadlines(state: OrderState, policy: Policy): Deadline[] {
  const all = state.closedAs ? closedDeadlines(state, policy) : openDeadlines(state, policy);
  return all.filter((deadline) => !state.fired.includes(deadline.kind));
}

/** The deadline that comes first; null when nothing will happen by itself. */
export const firstDeadline = (state: OrderState, policy: Policy): Deadline | null =>
  deadlines(state, policy).reduce<Deadline | null>(
    (first, other) => (first && first.at <= other.at ? first : other),
    null,
  );

export const nextDeadline = (state: OrderState, policy: Policy): Instant | null =>
  firstDeadline(state, policy)?.at ?? null;
