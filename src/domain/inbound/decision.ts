import type { Instant, Party } from '../order/state';
import type { StockStatus } from '../stock/stock';
import type { InboundState, ReceivedLine } from './state';

export const INBOUND_EVENTS = [
  'created', 'updated', 'cancelled', 'closed', 'sent_to_wms', 'wms_told', 'wms_refused', 'received', 'receipt_conflict',
  'serials_unclear', 'handover_overdue', 'delivery_overdue',
] as const; // prettier-ignore
export type InboundEventType = (typeof INBOUND_EVENTS)[number];

/** One committed change of a document. */
export interface InboundEvent {
  sequence: number;
  type: InboundEventType;
  at: Instant;
  actor: Party;
  cause: string;
  /** What a client may see of it. */
  data: Record<string, unknown>;
}

/** Goods that go into stock, or (with a negative quantity) leave the place where they lay on hold. */
export interface StockChange {
  buildingId: string;
  skuId: string;
  lot: string;
  expirationDate: string | null;
  serials: string[];
  status: StockStatus;
  quantity: number;
  at: Instant;
}

/** A counted line of a receipt as it is kept for the list of receipt lines. */
export interface ReceiptRecord extends ReceivedLine {
  /** Of its line on the document; 0 where it is on none. */
  expected: number;
}

export type InboundDecision =
  | { event: InboundEvent; after: InboundState; stock: StockChange[]; records: ReceiptRecord[] }
  /** `code` is one of the published ones. */
  | { refused: { code: string; detail: string } }
  /** A repeat, or nothing that concerns us any more. */
  | { nothing: true };
