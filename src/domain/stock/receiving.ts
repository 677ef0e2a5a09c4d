import type { Instant } from '../order/state';
import { perSerial, type KeyedPosting } from './keyed';
import type { StockKey } from './stock';

/** What a transaction can be about. */
export const REFERENCE_TYPES = ['ASN', 'PO', 'RMA', 'SALES_ORDER', 'MOVEMENT'] as const;
export type ReferenceType = (typeof REFERENCE_TYPES)[number];

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
export const documentReference = (type: ReferenceType, number: string): string => `${type}/${number}`;

/** What an entry's reference names, in the contract's words; a reference of other systems' calls has no type. */
export function readReference(reference: string): { type: ReferenceType | null; number: string } {
  const at = reference.indexOf('/');
  if (at < 0) return { type: 'SALES_ORDER', number: reference };
  const type = REFERENCE_TYPES.find((known) => known === reference.slice(0, at)) ?? null;
  return { type, number: type === null ? reference : reference.slice(at + 1) };
}

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
