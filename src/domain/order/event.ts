import type { Instant, OrderState, Party } from './state';

export const EVENT_TYPES = [
  'created',
  'updated',
  'held',
  'hold_released',
  'quote_requested',
  'quoted',
  'quote_failed',
  'quote_expired',
  'requote_started',
  'approved',
  'booking_started',
  'booked',
  'booking_unknown',
  'booking_refused',
  'void_started',
  'voided',
  'void_refused',
  'bol_updated',
  'booking_updated',
  'release_requested',
  'release_started',
  'released',
  'release_refused',
  'inquiry_answered',
  'acknowledged',
  'rejected',
  'in_warehouse',
  'short_picked',
  'partially_shipped',
  'shipped',
  'closed_short',
  'shipment_conflict',
  'shipment_corrected',
  'completion_claimed',
  'shipment_recorded',
  'cancel_requested',
  'recall_started',
  'recall_sent',
  'recall_accepted',
  'cancel_rejected',
  'cancelled',
  'tracking_updated',
  'exception_opened',
  'exception_resolved',
  'order_rejected',
  'backordered',
  'restored',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/**
 * One committed change. It carries the facts it changed as whole top-level members of the state, so that
 * evolving never re-runs a business rule: an old event keeps its meaning when the rules change.
 */
export interface OrderEvent {
  type: EventType;
  at: Instant;
  actor: Party;
  /** Id of the message that caused it; unique per order. */
  cause: string;
  /** One sentence in plain words, no personal data. */
  message: string;
  /** Ids and codes for readers of the timeline, no personal data. */
  data: Record<string, unknown>;
  change: Partial<Omit<OrderState, 'key' | 'sequence' | 'status'>>;
}

/** What of an event the next state needs; the rest is for readers of the timeline. */
export type StateChange = Pick<OrderEvent, 'type' | 'at' | 'change'>;

/** Why a message was refused; `code` is from the published taxonomy, `detail` has no personal data. */
export interface Refusal {
  code: string;
  detail: string;
}

/** `nothing` is a message that changes nothing (a repeat, a stale answer). */
export type Decision = { event: OrderEvent } | { refusal: Refusal } | { nothing: string };

/** What a business unit and the configuration settle for its orders; durations in milliseconds. */
export interface Policy {
  autoRelease: boolean;
  /** No order leaves in part; what is short is never sent later. Workflows of earlier releases know neither: not so. */
  wholeOnly: boolean;
  noBackorders: boolean;
  /** Units over the ordered quantity of a line that only warn. */
  overShipTolerance: number;
  /** Re-quote is booked without asking up to this factor above the approved price, e.g. 0.05. */
  requoteTolerance: number;
  ackMs: number;
  releaseMs: number;
  bookingMs: number;
  recallMs: number;
  /** 0: carrier scans are not expected. */
  firstScanMs: number;
  completionGraceMs: number;
  /** How long an unanswered booking is looked up before it counts as not made. */
  bookingLookupMs: number;
}
