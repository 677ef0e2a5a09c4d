import { setTimeout as delay } from 'node:timers/promises';
import { insist } from '../../dev/load/client';
import { killParts, untilWhole } from '../../dev/load/kills';
import { onDatabase } from '../../dev/postgres/database';
import type { DemoFile } from '../../dev/stack/demoFile';
import { csvLine } from '../../src/intake/jobs/csv/writeLine';
import type { AnyJson } from '../harness/client';
import type { PrivateStack } from '../harness/privateStack';

/** Everything of ours that an import needs; the warehouse is not ours to lose. */
export const PARTS = ['API', 'worker', 'Temporal', 'PostgreSQL'];
/** Each row of so many names a SKU that nobody has. */
const BAD_EVERY = 100;

export interface ImportFile {
  numbers: string[];
  /** Rows that cannot succeed. */
  bad: number;
  csv: string;
}

const COLUMNS = [
  'customerOrderNumber',
  ...['name', 'address1', 'city', 'country', 'postalCode'].map((name) => `shipTo.${name}`),
  'carrierId',
  'shippingSpeed',
  ...['customerLineNumber', 'skuId', 'quantity'].map((name) => `orderLines.${name}`),
];

/** A file of orders that are due at once; the suffix says what the warehouse does with each. */
export function importFile(demo: DemoFile, set: string, total: number, suffix = ''): ImportFile {
  const numbers = Array.from({ length: total }, (_, n) => `${set}-${n}${suffix}`);
  const isBad = (n: number): boolean => n % BAD_EVERY === BAD_EVERY - 1;
  const address = ['Ada Byrne', '4 Quay Road', 'Leeds', 'GB', 'LS1 4AB'];
  const lines = numbers.map((number, n) =>
    csvLine([number, ...address, 'UPS', '1D', '1', isBad(n) ? 'NO-SUCH-SKU' : demo.skus[0], 2]),
  );
  return { numbers, bad: numbers.filter((_, n) => isBad(n)).length, csv: csvLine(COLUMNS) + lines.join('') };
}

export const importsPath = ({ businessUnitId }: DemoFile): string =>
  `/business_units/${businessUnitId}/sales_orders/bulk`;

/** What an upload came to; status 0: no answer came. */
export interface Uploaded {
  status: number;
  body: AnyJson;
}

/** One upload in two pieces, with whatever happens between them. */
export async function upload(
  demo: DemoFile,
  { csv }: ImportFile,
  { key, midway }: { key: string; midway?: () => Promise<void> },
): Promise<Uploaded> {
  const cut = Math.floor(csv.length * 0.8);
  const pieces = async function* () {
    yield Buffer.from(csv.slice(0, cut));
    await midway?.();
    yield Buffer.from(csv.slice(cut));
  };
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${demo.token}`, 'content-type': 'text/csv', 'idempotency-key': key },
    body: pieces() as unknown as RequestInit['body'],
    duplex: 'half',
    signal: AbortSignal.timeout(60_000),
  };
  try {
    const response = await fetch(demo.apiUrl + importsPath(demo), request as RequestInit);
    return { status: response.status, body: JSON.parse(await response.text()) as AnyJson };
  } catch (err) {
    return { status: 0, body: String(err) };
  }
}

/** As a client should do it: the same upload again until it is answered; answers the job's path. */
export async function uploadAgain(demo: DemoFile, file: ImportFile, key: string): Promise<string> {
  for (const until = Date.now() + 90_000; ; await delay(200)) {
    const { status, body } = await upload(demo, file, { key });
    if (status === 202) return body.data.links.self as string;
    if (Date.now() > until || (status > 0 && !body.retryable)) throw new Error(`${status} ${JSON.stringify(body)}`);
  }
}

export const jobAt = async (demo: DemoFile, path: string): Promise<AnyJson> =>
  (await insist<AnyJson>(demo, 'GET', path)).body.data;

/** `kill -9` of these parts, and the wait until they are there again; answers who was met where, in words. */
export async function killAt(stack: PrivateStack, names: string[], path: string): Promise<string> {
  const { status, counts } = await jobAt(stack.demo, path);
  const began = Date.now();
  await untilWhole(stack, killParts(stack.home, names));
  const met = names.length === PARTS.length ? 'all' : names.join(' + ');
  return `${met} at ${status} ${counts.total - counts.pending}, back after ${((Date.now() - began) / 1000).toFixed(1)} s`;
}

/** Rows of one statement, with the file's set as its only parameter. */
export const ask = (stack: PrivateStack, statement: string, set: string): Promise<AnyJson[]> =>
  onDatabase(stack.demo.databaseUrl, async (db) => (await db.query<AnyJson>(statement, [`${set}-%`])).rows);
