import { parcelOrder } from '../../dev/demo/parcelOrder';
import type { DemoFile } from '../../dev/stack/demoFile';
import { csvLine } from '../../src/intake/jobs/csv/writeLine';
import { numbering } from '../contenders/contender';

/** What an import is sent as. */
export interface ImportFile {
  type: 'application/x-ndjson' | 'text/csv';
  text: string;
  rows: number;
}

const nextFile = numbering('I');

/** Numbers of one file's orders: no two files of a run have the same. */
function numbers(count: number): string[] {
  const file = nextFile();
  return Array.from({ length: count }, (_, at) => `${file}R${at}`);
}

/** Parcel orders of two lines, one document a line. */
export function ndjson(demo: DemoFile, rows: number): ImportFile {
  const lines = numbers(rows).map((number) => `${JSON.stringify(parcelOrder(demo, number))}\n`);
  return { type: 'application/x-ndjson', text: lines.join(''), rows };
}

const COLUMNS = [
  'customerOrderNumber', 'carrierId', 'shippingSpeed', 'shipTo.name', 'shipTo.address1', 'shipTo.city',
  'shipTo.postalCode', 'shipTo.country', 'orderLines.customerLineNumber', 'orderLines.skuId', 'orderLines.quantity',
]; // prettier-ignore

/** Parcel orders of one line, one row each. */
export function csv(demo: DemoFile, rows: number): ImportFile {
  const shipTo = ['Ada Byrne', '4 Quay Road', 'Leeds', 'LS1 4AB', 'GB'];
  const lines = numbers(rows).map((number) => csvLine([number, 'UPS', '1D', ...shipTo, 1, demo.skus[0], 2]));
  return { type: 'text/csv', text: csvLine(COLUMNS) + lines.join(''), rows };
}
