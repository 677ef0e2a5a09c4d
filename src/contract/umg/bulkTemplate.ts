import { ALL_COLUMNS, COMMON_COLUMNS } from './bulkColumns';

/** Cells of the two example lines, by column; the second is another line of the same order. */
const EXAMPLE: Record<string, readonly [string, string]> = {
  customerOrderNumber: ['WEB-20417', 'WEB-20417'],
  'shipTo.name': ['Ada Byrne', ''],
  'shipTo.address1': ['4 Quay Road', ''],
  'shipTo.city': ['Leeds', ''],
  'shipTo.postalCode': ['LS1 4AB', ''],
  'shipTo.country': ['GB', ''],
  carrierId: ['UPS', ''],
  shippingSpeed: ['1D', ''],
  'orderLines.customerLineNumber': ['1', '2'],
  'orderLines.skuId': ['SKU-1', 'SKU-2'],
  'orderLines.quantity': ['2', '1'],
  'orderLines.quantityMeasure': ['EA', 'EA'],
};

/** Lines of the CSV template: the columns, common ones first, and an order of two lines. */
export function templateRows(): string[][] {
  const rare = ALL_COLUMNS.filter((path) => !COMMON_COLUMNS.includes(path));
  const columns = [...COMMON_COLUMNS, ...rare];
  return [columns, ...[0, 1].map((at) => columns.map((path) => EXAMPLE[path]?.[at] ?? ''))];
}
