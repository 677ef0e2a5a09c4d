import type { StockStatus } from '../stock/stock';
import type { InboundKind } from './state';
import type { InboundExceptionCode } from './exceptions';

/** In what the goods of the three kinds differ. */
interface KindRules {
  /** Word for it in the stock ledger. */
  reason: 'RECEIPT' | 'RETURN';
  /** `N` normal, `R` return: the warehouse's word in a receipt. */
  receiptType: 'N' | 'R';
  /** Where goods go that the warehouse has not judged: what a customer sends back is looked at first. */
  unjudged: StockStatus;
  /** Where goods go that are on no line, and what that is called. */
  unexpected: StockStatus;
  unexpectedCode: InboundExceptionCode;
}

const BOUGHT: KindRules = {
  reason: 'RECEIPT',
  receiptType: 'N',
  unjudged: 'AVAILABLE',
  unexpected: 'HOLD',
  unexpectedCode: 'UNEXPECTED_ITEM',
};

export const KIND_RULES: Record<InboundKind, KindRules> = {
  ASN: BOUGHT,
  PO: BOUGHT,
  RMA: {
    reason: 'RETURN',
    receiptType: 'R',
    unjudged: 'QUARANTINE',
    unexpected: 'QUARANTINE',
    unexpectedCode: 'UNEXPECTED_RETURN',
  },
};
