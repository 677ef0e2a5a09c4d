import type { EventType } from './event';
import type { OrderStatus } from './state';
import { STATUSES, TERMINAL } from './state';

/** Moves of the header status as data: for each event, from which statuses it may come and where it may lead. */
export interface Transition {
  event: EventType;
  from: readonly OrderStatus[];
  /** `same`: the status stays. */
  to: readonly OrderStatus[] | 'same';
}

const PLANNED = ['CREATED', 'QUOTED', 'APPROVED', 'BOOKED'] as const;
const AT_WAREHOUSE = ['RELEASED', 'ACKNOWLEDGED', 'IN_WAREHOUSE', 'PARTIALLY_SHIPPED'] as const;
const CLOSED = TERMINAL;
const OPEN = STATUSES.filter((status) => !(CLOSED as readonly string[]).includes(status));
const UNHELD = [...PLANNED, ...AT_WAREHOUSE];
/** A warehouse's word can arrive while the order is being cancelled or held. */
const BUSY = [...AT_WAREHOUSE, 'ON_HOLD', 'CANCEL_REQUESTED'] as const;

export const TRANSITIONS: readonly Transition[] = [
  { event: 'updated', from: [...PLANNED, 'ON_HOLD'], to: ['CREATED', 'ON_HOLD'] },
  { event: 'held', from: OPEN, to: ['ON_HOLD'] },
  { event: 'hold_released', from: ['ON_HOLD', 'CANCEL_REQUESTED'], to: [...UNHELD, 'ON_HOLD', 'CANCEL_REQUESTED'] },
  { event: 'quote_requested', from: OPEN, to: ['CREATED', 'ON_HOLD', ...AT_WAREHOUSE] },
  { event: 'requote_started', from: OPEN, to: 'same' },
  {
    event: 'quoted',
    from: OPEN,
    to: ['QUOTED', 'APPROVED', 'CREATED', 'ON_HOLD', 'CANCEL_REQUESTED', ...AT_WAREHOUSE],
  },
  { event: 'quote_failed', from: OPEN, to: ['CREATED', 'ON_HOLD', 'CANCEL_REQUESTED', ...AT_WAREHOUSE] },
  { event: 'quote_expired', from: OPEN, to: ['CREATED', 'ON_HOLD', 'CANCEL_REQUESTED', ...AT_WAREHOUSE] },
  { event: 'approved', from: OPEN, to: ['APPROVED', 'BOOKED', 'ON_HOLD', ...AT_WAREHOUSE] },
  { event: 'booking_started', from: OPEN, to: 'same' },
  { event: 'booking_unknown', from: OPEN, to: 'same' },
  { event: 'booked', from: OPEN, to: ['BOOKED', 'ON_HOLD', 'CANCEL_REQUESTED', ...AT_WAREHOUSE] },
  {
    event: 'booking_refused',
    from: OPEN,
    to: ['CREATED', 'QUOTED', 'APPROVED', 'ON_HOLD', 'CANCEL_REQUESTED', 'CANCELLED', ...AT_WAREHOUSE],
  },
  { event: 'void_started', from: OPEN, to: 'same' },
  { event: 'voided', from: OPEN, to: ['CREATED', 'QUOTED', 'ON_HOLD', 'CANCELLED', 'CLOSED_SHORT', ...AT_WAREHOUSE] },
  { event: 'void_refused', from: OPEN, to: ['BOOKED', 'ON_HOLD', 'CANCELLED', 'CLOSED_SHORT', ...AT_WAREHOUSE] },
  { event: 'bol_updated', from: OPEN, to: 'same' },
  {
    event: 'booking_updated',
    from: STATUSES,
    to: ['CREATED', 'QUOTED', 'APPROVED', 'BOOKED', 'ON_HOLD', 'CANCEL_REQUESTED', ...AT_WAREHOUSE, ...CLOSED],
  },
  { event: 'release_requested', from: [...PLANNED, 'ON_HOLD'], to: [...PLANNED] },
  { event: 'release_started', from: [...PLANNED], to: ['RELEASED'] },
  { event: 'released', from: ['RELEASED', 'CANCEL_REQUESTED'], to: ['RELEASED', 'ACKNOWLEDGED', 'CANCEL_REQUESTED'] },
  {
    event: 'release_refused',
    from: ['RELEASED', 'CANCEL_REQUESTED'],
    to: ['ON_HOLD', 'CANCEL_REQUESTED', 'CANCELLED'],
  },
  { event: 'inquiry_answered', from: BUSY, to: 'same' },
  {
    event: 'acknowledged',
    from: ['RELEASED', 'CANCEL_REQUESTED'],
    to: ['RELEASED', 'ACKNOWLEDGED', 'CANCEL_REQUESTED'],
  },
  { event: 'rejected', from: [...BUSY], to: ['ON_HOLD', 'CANCEL_REQUESTED', 'CANCELLED'] },
  { event: 'in_warehouse', from: [...BUSY], to: ['IN_WAREHOUSE', 'PARTIALLY_SHIPPED', 'CANCEL_REQUESTED'] },
  { event: 'short_picked', from: [...BUSY], to: [...AT_WAREHOUSE, 'ON_HOLD', 'CANCEL_REQUESTED'] },
  { event: 'partially_shipped', from: OPEN, to: ['PARTIALLY_SHIPPED', 'IN_WAREHOUSE', 'ON_HOLD', 'CANCEL_REQUESTED'] },
  { event: 'shipped', from: OPEN, to: ['SHIPPED'] },
  { event: 'closed_short', from: OPEN, to: ['CLOSED_SHORT'] },
  { event: 'completion_claimed', from: OPEN, to: [...OPEN] },
  { event: 'shipment_recorded', from: CLOSED, to: 'same' },
  { event: 'shipment_conflict', from: STATUSES, to: 'same' },
  {
    event: 'shipment_corrected',
    from: STATUSES,
    to: [...AT_WAREHOUSE, 'SHIPPED', 'ON_HOLD', 'CANCEL_REQUESTED', ...CLOSED],
  },
  { event: 'cancel_requested', from: OPEN, to: ['CANCEL_REQUESTED'] },
  { event: 'recall_started', from: ['CANCEL_REQUESTED'], to: 'same' },
  { event: 'recall_sent', from: ['CANCEL_REQUESTED'], to: 'same' },
  { event: 'recall_accepted', from: ['CANCEL_REQUESTED'], to: 'same' },
  { event: 'cancel_rejected', from: ['CANCEL_REQUESTED'], to: [...UNHELD, 'ON_HOLD'] },
  { event: 'cancelled', from: OPEN, to: ['CANCELLED', 'CLOSED_SHORT'] },
  { event: 'order_rejected', from: OPEN, to: ['REJECTED'] },
  { event: 'tracking_updated', from: STATUSES, to: 'same' },
  { event: 'exception_opened', from: STATUSES, to: 'same' },
  { event: 'exception_resolved', from: STATUSES, to: 'same' },
  { event: 'backordered', from: ['CLOSED_SHORT'], to: 'same' },
  { event: 'restored', from: STATUSES, to: STATUSES },
];

const byEvent = new Map(TRANSITIONS.map((transition) => [transition.event, transition]));

/** Whether the table allows `event` to take an order from one status to the other. */
export function mayMove(from: OrderStatus, event: EventType, to: OrderStatus): boolean {
  const transition = byEvent.get(event);
  if (!transition?.from.includes(from)) return false;
  return transition.to === 'same' ? from === to : transition.to.includes(to);
}

/** What is wrong with a table: statuses nobody reaches, ways out of a terminal status. Empty when it is sound. */
export function transitionProblems(table: readonly Transition[] = TRANSITIONS): string[] {
  const reached = new Set<OrderStatus>(['CREATED', 'ON_HOLD']);
  const moves = table.filter((transition) => transition.event !== 'restored');
  for (let grew = true; grew;) {
    const before = reached.size;
    for (const { from, to } of moves)
      if (to !== 'same' && from.some((f) => reached.has(f))) to.forEach((t) => reached.add(t));
    grew = reached.size > before;
  }
  const unreached = STATUSES.filter((status) => !reached.has(status)).map((status) => `${status} is never reached`);
  const exits = moves
    .filter(
      ({ from, to }) =>
        to !== 'same' &&
        from.some((f) => CLOSED.includes(f as never)) &&
        from.every((f) => CLOSED.includes(f as never)),
    )
    .map(({ event }) => `${event} leaves a terminal status`);
  return [...unreached, ...exits];
}
