import { randomBytes } from 'node:crypto';
import { csvLine } from '../../src/intake/jobs/csv/writeLine';
import type { AnyJson, Answer, SendOptions } from '../harness/client';
import { client, demo, orderLike } from '../life/support';
import { ownUnit, type OwnUnit } from '../life/ownUnit';

export { client, demo, orderLike } from '../life/support';
export { ownUnit } from '../life/ownUnit';

const TYPES = { json: 'application/json', ndjson: 'application/x-ndjson', csv: 'text/csv' };
export type Format = keyof typeof TYPES;

export interface UploadOptions extends Pick<SendOptions, 'headers' | 'token'> {
  query?: string;
}

/** Orders in a business unit, with what tests do to its imports. */
export function importsOf(unit: string) {
  const orders = `/business_units/${unit}/sales_orders`;
  const path = `${orders}/bulk`;
  const job = (jobId: string) => `${path}/${jobId}`;

  const upload = (format: Format, body: string | Uint8Array, { query = '', headers, token }: UploadOptions = {}) =>
    client.send('POST', path + query, { body, headers: { 'content-type': TYPES[format], ...headers }, token });

  /** The job when it is complete; its outcomes add up at every look. */
  const completed = async (jobId: string, ms = 60_000): Promise<AnyJson> => {
    const settled = ({ data }: AnyJson): boolean => {
      expectWhole(data);
      return data.status === 'COMPLETED';
    };
    return (await client.until<AnyJson>(`${job(jobId)}?wait=5`, settled, ms)).data;
  };

  return {
    unit,
    orders,
    path,
    job,
    upload,
    completed,
    /** Uploads what is to be accepted; answers the job when it is complete. */
    run: async (format: Format, body: string | Uint8Array, options?: UploadOptions): Promise<AnyJson> =>
      completed(accepted(await upload(format, body, options)).jobId),
    /** What became of each row. */
    results: async (jobId: string, query = ''): Promise<AnyJson[]> => {
      const { body } = await client.get<string>(`${job(jobId)}/results${query}`);
      return body.split('\n').filter(Boolean).map((line) => JSON.parse(line) as AnyJson); // prettier-ignore
    },
    order: async (number: string): Promise<Answer> => client.get(`${orders}/${encodeURIComponent(number)}`),
    list: async (query = ''): Promise<AnyJson> => (await client.get(`${path}${query}`)).body,
  };
}
export type Imports = ReturnType<typeof importsOf>;

/** Imports of a unit that no other test uses. */
export const ownImports = async (unit: OwnUnit = {}): Promise<Imports> => importsOf(await ownUnit(unit));

/** The job of an upload that was accepted. */
export function accepted({ status, body, headers }: Answer): AnyJson {
  expect([status, body.code ?? null]).toEqual([202, null]);
  expect(headers.get('location')).toMatch(new RegExp(`/sales_orders/bulk/${body.data.jobId}$`));
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  return body.data;
}

/** Outcomes and pending rows always add up, and are what the contract's progress says. */
export function expectWhole({ counts, progress }: AnyJson): void {
  const { total, pending, ...outcomes } = counts;
  const done = Object.values<number>(outcomes).reduce((sum, one) => sum + one, 0);
  expect([done + pending, progress]).toEqual([total, { processed: done, total }]);
}

/** Orders of a set, with numbers of their own. */
export function someOrders(count: number, members: Record<string, unknown> = {}): AnyJson[] {
  const set = randomBytes(4).toString('hex');
  return Array.from({ length: count }, (_, at) => orderLike({ customerOrderNumber: `I-${set}-${at}`, ...members }));
}

export const json = (orders: readonly unknown[]): string => JSON.stringify({ data: orders });
export const ndjson = (orders: readonly unknown[]): string => orders.map((order) => JSON.stringify(order)).join('\n');

const COLUMNS = ['name', 'address1', 'city', 'country', 'postalCode'];

/** Orders as CSV, a line for each of their lines. */
export function csv(orders: readonly AnyJson[]): string {
  const head = ['customerOrderNumber', 'orderDropDate', ...COLUMNS.map((name) => `shipTo.${name}`)];
  const ofLine = ['customerLineNumber', 'skuId', 'quantity'];
  const lines = orders.flatMap(({ customerOrderNumber, orderDropDate, shipTo, orderLines }) =>
    orderLines.map((line: AnyJson) =>
      csvLine([customerOrderNumber, orderDropDate, ...COLUMNS.map((name) => shipTo[name]), ...ofLine.map((name) => line[name])]),
    ),
  ); // prettier-ignore
  return csvLine([...head, ...ofLine.map((name) => `orderLines.${name}`)]) + lines.join('');
}

export const sku = (at = 0): string => demo.skus[at] ?? '';
