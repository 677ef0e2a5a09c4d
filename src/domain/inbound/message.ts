import type { Instant, Party } from '../order/state';
import type { Handover, InboundFacts, Receipt } from './state';

export interface OrderedLine {
  lineNumber: string;
  skuId: string;
  quantity: number;
}

/** The client's document as the core needs it. */
export interface InboundContent {
  facts: InboundFacts;
  lines: OrderedLine[];
  digest: string;
}

export type InboundCommand =
  | ({ type: 'create' } & InboundContent)
  | ({ type: 'update' } & InboundContent)
  | { type: 'cancel' }
  | { type: 'close' };

/** A physical fact: never refused. */
export type ReceiptMessage = { type: 'receipt'; receipt: Receipt };

export type InboundDeadline = 'handover' | 'delivery';

export type InboundMessage =
  | InboundCommand
  | ReceiptMessage
  /** `refused`: the warehouse's closed word; null where it took what it was told. */
  | { type: 'told'; step: Handover; attempt: number; refused: string | null }
  | { type: 'deadline'; name: InboundDeadline }
  /** Serial numbers of these products were not new to the stock; their units are counted without them. */
  | { type: 'serials_doubtful'; skuIds: string[] };

export interface InboundEnvelope<M extends InboundMessage = InboundMessage> {
  /** Under this id it is applied at most once. */
  cause: string;
  at: Instant;
  actor: Party;
  message: M;
}
