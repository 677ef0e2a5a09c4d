import type { Instant, OrderException } from '../order/state';
import type { StockStatus } from '../stock/stock';

/**
 * The whole state of one inbound document (advance shipping notice, return, purchase order): plain JSON without personal
 * data. The client's words live in the row's `document` only.
 */

export const INBOUND_KINDS = ['ASN', 'RMA', 'PO'] as const;
export type InboundKind = (typeof INBOUND_KINDS)[number];

export const INBOUND_STATUSES = ['CREATED', 'SENT_TO_WMS', 'RECEIVING', 'CLOSED', 'CANCELLED'] as const;
export type InboundStatus = (typeof INBOUND_STATUSES)[number];

export interface InboundKey {
  businessUnitId: string;
  kind: InboundKind;
  /** The client's number; of goods that came without one `~{receiptNumber}`. */
  number: string;
}

/** Whole units. Still to come is `ordered - received`, never below zero; beyond `ordered` the line is over. */
export interface InboundLine {
  lineNumber: string;
  skuId: string;
  ordered: number;
  received: number;
  /** Part of `received`. */
  damaged: number;
}

/** What the warehouse is told: the document, a new version of it, that it is withdrawn, that nothing more is expected. */
export const HANDOVERS = ['send', 'change', 'cancel', 'close'] as const;
export type Handover = (typeof HANDOVERS)[number];

export interface InboundWarehouse {
  /** What it has still to be told. */
  step: Handover | null;
  /** Grows with everything there is to tell, never by a retry; 0 before the first. */
  attempt: number;
  /** Since when the step is due. */
  since: Instant;
  /** It has taken a version of the document. */
  told: boolean;
  /** Its closed word, while the last version stands refused. */
  refused: string | null;
}

/** Goods as a warehouse reports them. */
export interface ReceiptLine {
  lineNumber: string | null;
  skuId: string;
  quantity: number;
  /** Part of `quantity`. */
  damaged: number;
  /** Empty where there is none. */
  lot: string;
  expirationDate: string | null;
  /** None, or one per unit. */
  serials: string[];
  /** null: the warehouse has not judged the goods. */
  condition: StockStatus | null;
  measure: string;
  /** Of all that the receipt says of this line: the same again is a repeat, anything else a contradiction. */
  digest: string;
}

/** One unloading, or a part of one. */
export interface Receipt {
  receiptNumber: string;
  receivedAt: Instant;
  /** null: where the document says. */
  buildingId: string | null;
  /** The warehouse expects nothing more of the document. */
  final: boolean;
  lines: ReceiptLine[];
}

/** A line of a receipt that has been counted. */
export interface ReceiptMark {
  receiptNumber: string;
  /** `lineOf` the receipt's line. */
  line: string;
  digest: string;
}

/** A line of a receipt with where it came from. */
export interface ReceivedLine extends ReceiptLine {
  receiptNumber: string;
  receivedAt: Instant;
  buildingId: string;
}

export interface InboundFacts {
  buildingId: string;
  /** Until when the goods should have come; null: nobody said. */
  expectedBy: Instant | null;
}

export interface InboundState {
  /** Ours, unique: names its messages and exceptions. */
  name: string;
  key: InboundKey;
  sequence: number;
  status: InboundStatus;
  /** Goods came before the document: no client has sent it yet. */
  blind: boolean;
  facts: InboundFacts;
  lines: InboundLine[];
  wms: InboundWarehouse;
  receipts: ReceiptMark[];
  /** Of a blind document: what lies on hold until the document comes. */
  held: ReceivedLine[];
  /** Of a blind document: the warehouse expects nothing more. */
  heldFinal: boolean;
  exceptions: OrderException[];
  /** Digests of the client's document as it was created and as it is now. */
  createdDigest: string;
  digest: string;
  waitingSince: Instant;
  updatedAt: Instant;
  /** Of the first goods. */
  receivedAt: Instant | null;
  closedAt: Instant | null;
}

/** What names a line of a receipt: its number on the document, else its product. */
export const lineOf = ({ lineNumber, skuId }: Pick<ReceiptLine, 'lineNumber' | 'skuId'>): string =>
  lineNumber ?? `sku ${skuId}`;

/** Units of a line that are still to come. */
export const openOf = ({ ordered, received }: InboundLine): number => Math.max(ordered - received, 0);

export const isClosed = ({ status }: Pick<InboundState, 'status'>): boolean =>
  status === 'CLOSED' || status === 'CANCELLED';

/** Begins the numbers of documents that no client has sent and none can: goods that came without a number. */
export const UNNUMBERED = '~';
