/**
 * The whole state of one sales order: plain JSON, no personal data, the same value in the row, in the
 * workflow and in a job page. Names, addresses and free text live in the row's `document` only.
 */

/** An instant as `YYYY-MM-DDTHH:mm:ss.sssZ`; in this one form instants compare as strings. */
export type Instant = string;

export const STATUSES = [
  'CREATED',
  'QUOTED',
  'APPROVED',
  'BOOKED',
  'RELEASED',
  'ACKNOWLEDGED',
  'IN_WAREHOUSE',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CLOSED_SHORT',
  'ON_HOLD',
  'CANCEL_REQUESTED',
  'CANCELLED',
  'REJECTED',
] as const;
export type OrderStatus = (typeof STATUSES)[number];

/** Statuses without an exit: only a physical fact is still recorded on such an order. */
export const TERMINAL = ['SHIPPED', 'CLOSED_SHORT', 'CANCELLED', 'REJECTED'] as const;
export type TerminalStatus = (typeof TERMINAL)[number];

/** Who acts, or who is waited for. */
export type Party = 'client' | 'wms' | 'tms' | 'carrier' | 'ops' | 'system';

export interface OrderKey {
  businessUnitId: string;
  /** The client's `customerOrderNumber`, or `{number}-B1` for a backorder child. */
  orderNumber: string;
}

/** Always `ordered + overShipped = open + allocated + shipped + cancelled + backordered`, none negative; whole units. */
export interface Line {
  lineNumber: string;
  skuId: string;
  ordered: number;
  overShipped: number;
  open: number;
  allocated: number;
  shipped: number;
  cancelled: number;
  backordered: number;
}

export interface Hold {
  /** `ADDRESS_REVIEW`, `DO_NOT_SHIP_BEFORE`, `ORDER_DROP_DATE`, `WMS_REJECTED`, `BACKORDER`, or a client's own code. */
  code: string;
  owner: Party;
  since: Instant;
  /** Lifted by itself at this instant; null waits for a person. */
  until: Instant | null;
  /** The message that set it; its free-text note is stored under this id. */
  cause: string;
}

export interface Cancellation {
  state: 'none' | 'requested' | 'accepted' | 'rejected' | 'too_late';
  /** Reason code (`CLIENT`, `CANCEL_AFTER`, `CANCEL_IF_NOT_DELIVERED_BY`, `FILL_OR_KILL`); free text stays with the cause. */
  reason: string | null;
  requestedBy: Party | null;
  requestedAt: Instant | null;
  answeredAt: Instant | null;
}

export interface Wms {
  state: 'not_sent' | 'sending' | 'sent' | 'accepted' | 'rejected' | 'recalled';
  /** Grows only by a decision (first drop, re-drop), never by a retry; 0 before the first drop. */
  attempt: number;
  /** When `state` last changed. */
  since: Instant;
  /** Job id under which the current attempt was dropped, ≤ 20 characters; acknowledgements name it. */
  jobId: string | null;
  pickStarted: boolean;
  /** How often the current attempt was sent again under its own message id, each time by a decision. */
  resends: number;
  recall: { state: 'none' | 'sending' | 'sent'; attempt: number; since: Instant | null };
  /** Set after an acknowledgement deadline: the warehouse is asked what it knows. */
  inquire: boolean;
  /** Acknowledged (perhaps with the rest of its job) before our own drop was answered: counts once that is. */
  ackedEarly: boolean;
}

export interface Quote {
  quoteId: string;
  carrierCode: string;
  carrierName: string;
  serviceLevel: string;
  shipmentType: string;
  shipmentMode: string;
  currency: string;
  baseCharge: number;
  fuelSurcharge: number;
  totalCharge: number;
  transitDays: number;
  estimatedDeliveryDate: Instant | null;
  /** Until when it can be booked. */
  expiresAt: Instant;
  /** Until when a booking of it can be voided without charge; null when the carrier does not say. */
  voidableUntil: Instant | null;
  status: 'OPEN' | 'APPROVED' | 'BOOKED' | 'EXPIRED';
}

export interface Booking {
  bookingId: string;
  /** Ours, known to the carrier before the call: `{salesOrderNumber}/{attempt}`. */
  reference: string;
  quoteId: string;
  carrierCode: string;
  serviceLevel: string;
  bolNumber: string | null;
  proNumber: string | null;
  trackingNumber: string | null;
  totalCharge: number;
  currency: string;
  pickupStart: Instant | null;
  pickupEnd: Instant | null;
  estimatedDeliveryDate: Instant | null;
  voidableUntil: Instant | null;
  status: 'BOOKED' | 'CANCELLED' | 'PICKED_UP' | 'DELIVERED';
}

/** What a carrier says later about a booking. */
export interface BookingNews {
  bookingId: string;
  proNumber: string | null;
  trackingNumber: string | null;
  status: Booking['status'];
}

export interface Tms {
  state: 'none' | 'quoting' | 'quoted' | 'booking' | 'booking_unknown' | 'booked' | 'voiding' | 'voided' | 'failed';
  /** Booking attempts decided so far. */
  attempt: number;
  since: Instant;
  /** The command whose stored document is the quote request. */
  requestCause: string | null;
  /** Quote requests decided so far; names the message id of the next one. */
  quoteAttempt: number;
  quotes: Quote[];
  approvedQuoteId: string | null;
  /** Offer that an automatic re-quote must match (case: quote expired before book); null otherwise. */
  requoteOf: Quote | null;
  pickupStart: Instant | null;
  pickupEnd: Instant | null;
  booking: Booking | null;
  /** News of a booking that came before its answer did; taken over with it. */
  earlyNews: BookingNews | null;
}

export type Severity = 'low' | 'medium' | 'high';

export interface OrderException {
  /** `{salesOrderNumber}-E{n}`: names its order. */
  id: string;
  code: string;
  severity: Severity;
  openedAt: Instant;
  dueAt: Instant | null;
  cause: string;
  /** Lines it is about, when it is about lines. */
  lines?: string[];
  resolvedAt: Instant | null;
  resolution: string | null;
}

/** What of a shipment decides: its id, a digest of its content and quantities per line. */
export interface ShipmentFact {
  shipmentId: string;
  /** SHA-256 of the canonical content: same id with another digest is a conflict. */
  digest: string;
  carrierCode: string | null;
  trackingNumber: string | null;
  lines: { lineNumber: string | null; skuId: string; quantity: number }[];
}

export interface RecordedShipment extends ShipmentFact {
  version: number;
  recordedAt: Instant;
  /** Digests of the versions that corrections replaced: their repeats are no conflict. */
  replaced: string[];
  /** Highest tracking rank seen (0 none, 1 picked up, 2 in transit, 3 out for delivery, 4 delivered); never falls. */
  trackingRank: number;
}

export type FillPolicy = '1' | '2' | '3';
export type Channel = 'b2c' | 'b2b';

/** Client-given facts that steer the process; `update` replaces them as a whole before release. */
export interface OrderFacts {
  buildingId: string | null;
  channel: Channel;
  carrierCode: string | null;
  serviceCode: string | null;
  /** `"1"` kill the whole order if short, `"2"` cancel short lines, `"3"` ship partial and backorder. */
  fillPolicy: FillPolicy;
  jobId: string | null;
  dates: {
    doNotShipBefore: Instant | null;
    orderDropDate: Instant | null;
    cancelAfter: Instant | null;
    cancelIfNotDeliveredBy: Instant | null;
    requestedShipDate: Instant | null;
  };
  lines: { lineNumber: string; skuId: string; quantity: number }[];
  /** Present but implausible: the order is accepted and held for review. */
  addressSuspect: boolean;
}

export interface OrderState {
  key: OrderKey;
  salesOrderNumber: string;
  status: OrderStatus;
  /** Grows by one with every committed event; also the ETag. */
  sequence: number;
  facts: Omit<OrderFacts, 'lines'>;
  lines: Line[];
  holds: Hold[];
  cancellation: Cancellation;
  wms: Wms;
  tms: Tms;
  exceptions: OrderException[];
  shipments: RecordedShipment[];
  /** A drop was asked for (by setting or person) and happens as soon as no hold is left. */
  releaseRequested: boolean;
  releaseRequestedAt: Instant | null;
  /** The warehouse said "order complete" while units were still open. */
  completion: { claimedAt: Instant; expected: string[] } | null;
  backorder: { number: string; state: 'due' | 'created' } | null;
  parent: string | null;
  /** Deadlines that have fired once and do not fire again. */
  fired: string[];
  createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  closedAs: TerminalStatus | null;
  /** Since when the order waits for what it waits for now. */
  waitingSince: Instant;
}
