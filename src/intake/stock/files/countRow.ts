import { labelOf, type CountItem } from '../../../domain/stock';
import type { Violation } from '../../../platform/problem';
import type { StagedRow } from '../../jobs';

/** A row of a count file by the names of its columns. */
export type Cells = Record<string, string | undefined>;

/** A row as its reader found it. */
export interface ReadRow {
  /** Where it begins in the file, counted from 1. */
  line: number;
  cells: Cells;
}

const wrong = (field: string, message: string): Violation => ({
  code: 'BAD_ROW',
  message: `${field === 'quantity' ? 'bad_quantity' : field === 'deliveryDate' ? 'bad_date' : 'bad_row'}, ${message}`,
  field,
  pointer: `#/${field}`,
});

const NUMBERS = ['LTD', 'floor', 'safetyStock', 'retailPrice', 'currencyID'] as const;
const TEXTS = ['inventoryLocatorName', 'condition', 'date'] as const;
const TAG = 'tag.';

function attributesOf(cells: Cells): Record<string, unknown> {
  const numbers = NUMBERS.flatMap((name) => (cells[name] ? [[name, Number(cells[name])] as const] : []));
  const texts = TEXTS.flatMap((name) => (cells[name] ? [[name, cells[name]] as const] : []));
  const tags = Object.entries(cells).filter(([name, value]) => name.startsWith(TAG) && value !== '');
  return {
    ...Object.fromEntries([...numbers, ...texts]),
    ...(tags.length > 0
      ? { tags: Object.fromEntries(tags.map(([name, value]) => [name.slice(TAG.length), value])) }
      : {}),
  };
}

function countItem(cells: Cells, counts: boolean): { item: CountItem; errors: Violation[] } {
  const { upc, partNumber, sku, binID, lotCode, serialNumber, deliveryDate, externalID } = cells;
  const quantity = Number((cells.quantity || 'x').replace(/^\+/, ''));
  const day = deliveryDate ? Date.parse(deliveryDate.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : null;
  const attributes = attributesOf(cells);
  const errors = [
    ...(upc || partNumber || sku ? [] : [wrong('upc', 'one of upc, partNumber or sku is required')]),
    ...(Number.isSafeInteger(quantity) && (!counts || quantity >= 0)
      ? []
      : [wrong('quantity', 'a whole number is required')]),
    ...(binID && !/^[1-9]\d{0,14}$/.test(binID) ? [wrong('binID', 'a bin is a number')] : []),
    ...(day !== null && Number.isNaN(day) ? [wrong('deliveryDate', 'a date-time with a zone is required')] : []),
    ...NUMBERS.filter((name) => cells[name] && !Number.isFinite(Number(cells[name]))).map((name) =>
      wrong(name, 'a number'),
    ),
  ];
  const item: CountItem = {
    product: { ...(upc ? { upc } : {}), ...(partNumber ? { partNumber } : {}), ...(sku ? { sku } : {}) },
    quantity: Number.isSafeInteger(quantity) ? quantity : 0,
    ...(binID ? { bin: binID } : {}),
    ...(lotCode ? { lot: lotCode } : {}),
    ...(serialNumber ? { serial: serialNumber } : {}),
    ...(day !== null && !Number.isNaN(day) ? { deliveryDate: new Date(day).toISOString() } : {}),
    ...(externalID ? { externalId: externalID } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
  return { item, errors };
}

/** A row as the ledger takes it, with all that is wrong with it. `counts`: a refresh, which has no negative figures. */
export function countRow({ line, cells }: ReadRow, counts: boolean): StagedRow {
  const { item, errors } = countItem(cells, counts);
  return { line, key: labelOf(item.product), payload: item, raw: null, errors };
}
