/** Why an item of a list was not applied; the words clients match on. */
export const STOCK_FAULTS = [
  'unknown_product', 'unknown_location', 'bad_quantity', 'bad_date', 'duplicate_row', 'delta_guard', 'fenced',
  'below_zero', 'beyond_stock', 'not_allocated', 'still_allocated', 'bin_frozen', 'unknown_bin', 'unknown_record',
] as const; // prettier-ignore
export type StockFaultCode = (typeof STOCK_FAULTS)[number];

export interface StockFault {
  code: StockFaultCode;
  /** Half a sentence, no personal data. */
  detail: string;
}

export const fault = (code: StockFaultCode, detail: string): { fault: StockFault } => ({ fault: { code, detail } });
