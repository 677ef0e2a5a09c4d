import type {
  CarrierEventType,
  RecallRefusal,
  TmsBooking,
  TmsOffer,
  WmsAddress,
  WmsInboundMessage,
  WmsInquiryResult,
  WmsMovementMessage,
} from '../../src/contract/partner';
import type { Shipment } from '../../src/contract/umg/shipment';

/** What the simulated partners write down. Records are replaced, never changed in place. */

export interface ConnectionRecord {
  connectionId: string;
  kind: 'wms' | 'tms';
  /** Verifies what comes in, signs what goes out. */
  signingSecret: string;
  /** Expected as Bearer token. */
  credential: string;
  /** Base address for callbacks; null: the sandbox's default. */
  waybillUrl: string | null;
}

export type Goods = 'all' | 'short' | 'over';

/** Something a warehouse will do by itself at an instant. */
export type Action =
  | { act: 'acknowledge' }
  | { act: 'reject'; message: string; lines: string[] }
  | { act: 'pick' }
  | { act: 'short_pick' }
  /** `part` n of `of`: a cut of the goods; `complete` is the confirmation's `orderComplete`. */
  | { act: 'ship'; goods: Goods; part: number; of: number; complete: boolean }
  /** Sends the confirmation of the last shipment again: as it was, or changed under the same shipment id. */
  | { act: 'ship_again'; changed: boolean }
  | { act: 'answer_recall'; messageId: string; accepted: boolean; reason: RecallRefusal | null }
  | { act: 'track'; type: CarrierEventType };
export type Step = Action & { at: string };

export interface OrderLine {
  customerLineNumber: string;
  skuId: string;
  quantity: number;
  quantityMeasure: string;
}

export interface RecallRecord {
  messageId: string;
  attempt: number;
  reason: string;
  receivedAt: string;
  answer: { accepted: boolean; reason: string | null; at: string } | null;
}

export interface OrderRecord {
  businessUnitId: string;
  customerOrderNumber: string;
  salesOrderNumber: string;
  connectionId: string;
  jobId: string;
  attempt: number;
  attempts: { attempt: number; messageId: string; jobId: string; at: string }[];
  buildingId: string;
  carrierId: string | null;
  shippingSpeed: string | null;
  fillKillIndicator: string;
  shipTo: WmsAddress | null;
  lines: OrderLine[];
  booking: { carrierCode: string; bolNumber?: string | null; proNumber?: string | null } | null;
  status: NonNullable<WmsInquiryResult['status']>;
  /** Why it was rejected, while it is. */
  rejection: { message: string; lines: string[] } | null;
  plan: Step[];
  recalls: RecallRecord[];
  shipments: Shipment[];
}

/** A document of goods on their way in, as the last message about it says. */
export interface InboundRecord extends Omit<WmsInboundMessage, 'messageId'> {
  connectionId: string;
  /** Message ids that said something, in their order. */
  told: string[];
  /** Units that came, by line number. */
  received: Record<string, number>;
  /** Receipts that were reported. */
  receipts: number;
}

/** A request of Waybill's by its message id: how often it came, what it was answered. */
export interface MessageRecord {
  messageId: string;
  kind: 'drop' | 'recall' | 'inbound' | 'quote' | 'book';
  orderId: string;
  received: number;
  firstAt: string;
  lastAt: string;
  /** Null while it was only turned away. */
  result: { status: string; code?: string } | null;
}

/** A movement of stock that Waybill asked for, by its message id. */
export interface MovementRecord {
  connectionId: string;
  message: WmsMovementMessage;
  received: number;
  status: 'turned_away' | 'received' | 'done' | 'refused';
  reason: string | null;
  /** An answer that leaves by itself. */
  plan: { at: string; accepted: boolean } | null;
}

export interface OfferRecord extends TmsOffer {
  /** Orders it was made for. */
  orderIds: string[];
  quoteId: string;
  /** Refused at booking as expired, whatever the clock says. */
  stale: boolean;
}

export interface QuoteRecord {
  messageId: string;
  orderIds: string[];
  offerIds: string[];
  declined: { carrierCode: string; reason: string }[];
}

/** What a TMS remembers per order: faults of a first try need it. */
export interface FreightRecord {
  quotes: number;
  bookingTries: string[];
}

export interface BookingRecord extends TmsBooking {
  connectionId: string;
  orderIds: string[];
  plan: { at: string; type: CarrierEventType }[];
}

export interface CallbackRecord {
  /** `webhook-id`, the same on every try. */
  id: string;
  connectionId: string;
  path: string;
  /** Callbacks of one lane leave one after the other. */
  lane: string;
  body: unknown;
  createdAt: string;
  state: 'pending' | 'delivered' | 'given_up';
  tries: number;
  lastStatus: number | null;
}
