import type { Instant } from '../order/state';
import { perSerial, type KeyedPosting } from './keyed';
import type { StockKey } from './stock';

/** One line of what a warehouse has received, or of what it takes back of that. */
export interface StockReceipt extends Pick<StockKey, 'businessUnitId' | 'buildingId' | 'skuId' | 'lot' | 'status'> {
  /** `YYYY-MM-DD`, of the lot; null where nobody says. */
  expirationDate: string | null;
  /** None, or as many as units. */
  serials: readonly string[];
  /** Whole units, not 0; less than 0 takes back what was received before. */
  quantity: number;
  reason: 'RECEIPT' | 'RETURN';
  referenceType: 'ASN' | 'PO' | 'RMA';
  referenceNumber: string;
  /** When it was received. */
  at: Instant;
  notes?: string;
}

/**
 * A document in the ledger: `ASN/900145`. Sales orders stand there by their number alone, which has no slash, so no
 * client's number can pass for one.
 */
export const documentReference = (type: string, number: string): string => `${type}/${number}`;

/** The entries of a receipt's line. */
export function receiptPostings(receipt: StockReceipt): KeyedPosting[] {
  const { businessUnitId, buildingId, skuId, lot, status, quantity, reason, referenceType, referenceNumber } = receipt;
  const posting: KeyedPosting = {
    key: { businessUnitId, buildingId, skuId, lot, status, serial: '', bin: '' },
    onHand: quantity,
    reason,
    reference: documentReference(referenceType, referenceNumber),
    asOf: receipt.at,
    undoes: quantity < 0 ? reason : null,
    ...(receipt.notes === undefined ? {} : { details: { notes: receipt.notes } }),
  };
  return perSerial(posting, receipt.serials);
}
