import type { Instant } from '../order/state';
import { sellable, type Shelf, type StockKey, type StockRow } from './stock';

/** The names by which a list may call a product; at least one is given. */
export interface ProductNames {
  sku?: string;
  upc?: string;
  partNumber?: string;
}

/** Which of a product's goods an item means: all that can be sold where it names nothing. */
export type Portion = Partial<Pick<StockKey, 'lot' | 'serial' | 'status' | 'bin'>>;

/** One item of a refresh or an adjustment. */
export interface CountItem extends Portion {
  product: ProductNames;
  /** The count, or the difference to it. */
  quantity: number;
  /** When it was counted; without it, when the list arrived. */
  asOf?: Instant;
  /** Expected at this moment: not on hand yet. */
  deliveryDate?: Instant;
  externalId?: string;
  /** An expected delivery that is known and gets this `deliveryDate`. */
  futureId?: number;
  attributes?: Record<string, unknown>;
}

/** How people call the product of an item. */
export const labelOf = ({ upc, partNumber, sku }: ProductNames): string => upc ?? partNumber ?? sku ?? '?';

/** The SKU under which a product is kept that nobody has named before. */
export const newSkuOf = ({ upc, partNumber, sku }: ProductNames): string => sku ?? upc ?? partNumber ?? '';

/** Whether an item means one row and not the product as a whole. */
export const isNarrow = ({ lot = '', serial = '', status = 'AVAILABLE', bin = '' }: Portion): boolean =>
  lot !== '' || serial !== '' || status !== 'AVAILABLE' || bin !== '';

const matches = (row: StockRow, { lot = '', serial = '', status = 'AVAILABLE', bin = '' }: Portion): boolean =>
  row.lot === lot && row.serial === serial && row.status === status && row.bin === bin;

/** The rows an item speaks of, the one that it adds to first; empty where the shelf lacks that one. */
export function rowsFor(shelf: Shelf, portion: Portion): StockRow[] {
  const target = shelf.find((row) => matches(row, portion));
  if (!target) return [];
  return isNarrow(portion) ? [target] : [target, ...sellable(shelf).filter((row) => row !== target)];
}
