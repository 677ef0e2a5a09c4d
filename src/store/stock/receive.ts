import { receiptPostings, type DoubtfulSerial, type StockReceipt } from '../../domain/stock';
import type { Queries } from '../database';
import { postKeyed } from './keyed';
import { saveLots } from './lots';

/**
 * Enters what a warehouse has received (or takes back of that), inside the caller's transaction: one entry per line, one
 * per unit where the line names serial numbers. Rows that are missing are made; all are locked in the order of their keys.
 *
 * @returns serial numbers that were on hand already, or not there to take back; their units are counted without them
 */
export async function receiveStock(tx: Queries, receipts: readonly StockReceipt[]): Promise<DoubtfulSerial[]> {
  const doubtful = await postKeyed(tx, receipts.flatMap(receiptPostings));
  await saveLots(tx, receipts);
  return doubtful;
}
