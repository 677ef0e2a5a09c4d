import type { PostingHead } from './rules';
import type { StockKey, StockStatus } from './stock';

/** What a ledger entry that moved goods is called in lists of transactions. */
export const TRANSACTION_TYPES = [
  'RECEIPT', 'RETURN', 'SHIPMENT', 'ADJUSTMENT', 'STATUS_CHANGE', 'TRANSFER_IN', 'TRANSFER_OUT', 'CYCLE_COUNT',
] as const; // prettier-ignore
export type TransactionType = (typeof TRANSACTION_TYPES)[number];

/** Where a serial number is, in lists of them. */
export const SERIAL_STATUSES = ['IN_STOCK', 'ALLOCATED', 'SHIPPED', 'HOLD', 'DAMAGED'] as const;
export type SerialStatus = (typeof SERIAL_STATUSES)[number];

/** What is said of an entry beside its figures; kept as it is. */
export interface PostingDetails {
  reasonCode?: string;
  notes?: string;
  /** The goods' status before or after, where a change of status has another entry for it. */
  otherStatus?: StockStatus;
  /** Where transferred goods come from or go to. */
  otherBuildingId?: string;
}

/** Units on hand that come to, or leave, the row of a key. The row need not be there yet. */
export interface KeyedPosting extends Pick<PostingHead, 'reason' | 'asOf' | 'undoes'> {
  key: StockKey;
  onHand: number;
  reference: string;
  details?: PostingDetails;
}

/** The serial number that a posting could not be booked on. */
export interface DoubtfulSerial {
  skuId: string;
  serial: string;
}

const serialName = ({ businessUnitId, skuId, serial }: StockKey): string =>
  JSON.stringify([businessUnitId, skuId, serial]);
const rowName = ({ buildingId, lot, status, bin }: StockKey): string => JSON.stringify([buildingId, lot, status, bin]);

/**
 * A serial number is one unit in one place. A unit that is said to come while its number is on hand, or to leave from where
 * it is not, is counted without the number: the figures stay those of the goods, and the number is told.
 */
export function bookSerials(
  postings: readonly KeyedPosting[],
  onHand: readonly StockKey[],
): { postings: KeyedPosting[]; doubtful: DoubtfulSerial[] } {
  const places = new Map(onHand.map((place) => [serialName(place), rowName(place)]));
  const doubtful: DoubtfulSerial[] = [];
  const booked = postings.map((posting): KeyedPosting => {
    const { key } = posting;
    if (key.serial === '') return posting;
    const [name, row] = [serialName(key), rowName(key)];
    const fits = posting.onHand > 0 ? !places.has(name) : places.get(name) === row;
    if (!fits) {
      doubtful.push({ skuId: key.skuId, serial: key.serial });
      return { ...posting, key: { ...key, serial: '' } };
    }
    if (posting.onHand > 0) places.set(name, row);
    else places.delete(name);
    return posting;
  });
  return { postings: booked, doubtful };
}

/** One posting, or one of one unit for each serial number. */
export function perSerial(posting: KeyedPosting, serials: readonly string[]): KeyedPosting[] {
  if (serials.length === 0) return [posting];
  const onHand = Math.sign(posting.onHand);
  return serials.map((serial) => ({ ...posting, key: { ...posting.key, serial }, onHand }));
}
