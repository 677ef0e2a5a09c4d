import type { Booking, BookingNews, Instant, OrderFacts, Party, Quote, ShipmentFact } from './state';

/** Steps that call a partner, or us (`backorder`), each as intent, call, outcome. */
export const STEPS = ['release', 'inquire', 'recall', 'quote', 'book', 'lookup', 'void', 'backorder'] as const;
export type StepName = (typeof STEPS)[number];

/** What a step's call came to. `code` is a closed word of the partner's, never its free text. */
export type StepResult =
  | { kind: 'done' }
  | { kind: 'refused'; code: string }
  /** The call may or may not have taken effect. */
  | { kind: 'unknown' }
  | { kind: 'quoted'; quotes: Quote[]; declined: { carrierCode: string; reason: string }[] }
  | { kind: 'booked'; booking: Booking }
  | { kind: 'not_found' }
  /** The backorder exists under this number. */
  | { kind: 'created'; orderNumber: string }
  /** The warehouse knows the current attempt (`known`) or has never seen it. */
  | { kind: 'known' };

export type Command =
  | { type: 'update'; facts: OrderFacts }
  | { type: 'hold'; code: string; until: Instant | null }
  | { type: 'release_hold'; code: string }
  | { type: 'cancel'; reason: string }
  /** Plain release by a person; also the re-drop after `WMS_REJECTED`. */
  | { type: 'release' }
  /** The request document is stored under the command's id. */
  | { type: 'quote' }
  | { type: 'approve'; quoteId: string }
  | { type: 'book'; quoteId: string; pickupStart: Instant | null; pickupEnd: Instant | null }
  | { type: 'unbook' }
  | {
      type: 'update_bol';
      bolNumber: string;
      proNumber: string | null;
      carrierCode: string | null;
      trackingNumber: string | null;
    }
  | { type: 'correct_shipment'; shipment: ShipmentFact }
  /** `action` `close` ends a rejected or unanswerable order by a person's word: `REJECTED`. */
  | { type: 'resolve_exception'; exceptionId: string; action: 'none' | 'reject_order' | 'confirm_cancelled' };

export type Callback =
  /** `jobId` names the attempt that is answered. */
  | { type: 'acknowledged'; jobId: string }
  | { type: 'rejected'; jobId: string; lines: string[] }
  | { type: 'pick_started' }
  | { type: 'picked_short'; lines: string[]; reason: string }
  | { type: 'recall_answered'; recallId: string; accepted: boolean; reason: string | null }
  /** `expected`: ids of all shipments of the order, where the warehouse says them. */
  | { type: 'shipment_confirmed'; shipments: ShipmentFact[]; orderComplete: boolean; expected: string[] }
  | { type: 'tracking'; shipmentId: string | null; trackingNumber: string | null; rank: number; code: string }
  | ({ type: 'booking_news' } & BookingNews)
  /** The record was compared with the warehouse's books; they said this. */
  | { type: 'compared'; books: WarehouseBooks };

/** What a warehouse says it has of an order. */
export interface WarehouseBooks {
  /** Null: it does not know the order. */
  status: 'received' | 'acknowledged' | 'rejected' | 'picking' | 'shipped' | 'recalled' | null;
  /** The latest drop it knows, 0 for none. */
  attempt: number;
  shipmentIds: string[];
}

export type StepMessage =
  | { type: 'intent'; step: StepName; attempt: number }
  | { type: 'outcome'; step: StepName; attempt: number; result: StepResult };

/** A deadline has passed; `kind` as `deadlines()` names it. */
export type DeadlineMessage = { type: 'deadline'; kind: string };

export type Message = Command | Callback | StepMessage | DeadlineMessage;

/** A message with its cause: the id under which it is applied at most once. */
export interface Envelope<M extends Message = Message> {
  /** Inbox id, command id, `{step}/{attempt}/{intent|outcome}/{sequence}` or `deadline/{kind}/{sequence}`. */
  cause: string;
  at: Instant;
  actor: Party;
  message: M;
  /** Commands only: refuse with `PRECONDITION_FAILED` unless this is the order's sequence (If-Match). */
  ifSequence?: number;
}

export type CommandType = Command['type'];
export type CallbackType = Callback['type'];
