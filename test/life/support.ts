import { randomBytes } from 'node:crypto';
import { api } from '../api/support';
import type { AnyJson } from '../harness/client';

export const { client, demo, orderLike } = api();

export const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Asks the sandbox's control endpoint. @throws when it answers anything but 200 */
export async function sandbox(method: string, path: string, body?: unknown): Promise<AnyJson> {
  const response = await fetch(`${demo.sandboxUrl}/control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.text();
  if (response.status !== 200) throw new Error(`sandbox ${method} ${path}: ${response.status} ${answer}`);
  return JSON.parse(answer);
}

/** What holds of every order at every moment. */
function checked(order: AnyJson): AnyJson {
  for (const line of order.orderLines) {
    const { quantityOpen, quantityAllocated, quantityShipped, quantityCancelled, quantityBackordered } = line;
    const parts = quantityOpen + quantityAllocated + quantityShipped + quantityCancelled + quantityBackordered;
    if (parts !== line.quantity + line.quantityOverShipped)
      throw new Error(`line out of balance: ${JSON.stringify(line)}`);
  }
  return order;
}

/** One order as each party sees it. */
export function lifeOf(unit: string, number: string) {
  const path = `/business_units/${unit}/sales_orders/${encodeURIComponent(number)}`;
  const place = `/orders/${unit}/${encodeURIComponent(number)}`;

  const until = async (settled: (order: AnyJson) => boolean, ms?: number): Promise<AnyJson> =>
    checked((await client.until<AnyJson>(path, (body) => settled(body.data), ms)).data);

  /** The timeline; one event per sequence without gaps. */
  const events = async (): Promise<AnyJson[]> => {
    const { data } = (await client.get(`${path}/events?limit=1000`)).body;
    expect(data.map((event: AnyJson) => event.sequence)).toEqual(data.map((_: AnyJson, at: number) => at + 1));
    return data;
  };

  return {
    unit,
    number,
    path,
    until,
    events,
    read: async (): Promise<AnyJson> => checked((await client.get(path)).body.data),
    reaches: (status: string, ms?: number) => until((order) => order.status === status, ms),
    /** Waits for an exception, open or resolved. */
    raises: async (code: string, ms?: number): Promise<AnyJson> => {
      const named = (exception: AnyJson) => exception.code === code;
      return (await until((order) => order.exceptions.some(named), ms)).exceptions.find(named);
    },
    types: async (): Promise<string[]> => (await events()).map(({ type }) => type),
    event: async (type: string): Promise<AnyJson> => (await events()).findLast((event) => event.type === type),
    shipments: async (): Promise<AnyJson[]> => (await client.get(`${path}/shipments`)).body.data,
    /** What warehouse and carriers have in their books about it. */
    books: async () => {
      const { wms, tms, callbacks } = await sandbox('GET', place);
      return {
        order: wms.orders[0] as AnyJson,
        messages: wms.messages as AnyJson[],
        bookings: tms.bookings as AnyJson[],
        callbacks: callbacks.sent as AnyJson[],
      };
    },
    /** The warehouse does something now; answers what became of its callbacks. */
    deed: async (deed: string, body: unknown = {}): Promise<AnyJson[]> =>
      (await sandbox('POST', `${place}/${deed}?wait=5000`, body)).callbacks,
    lose: () => sandbox('DELETE', place),
  };
}
export type Life = ReturnType<typeof lifeOf>;

export interface NewLife {
  /** Of the sandbox, with its dash: `-NOSHIP`. */
  suffix?: string;
  unit?: string;
}

/** Sends an order that nothing holds back, with a number of its own. */
export async function startLife(members: Record<string, unknown> = {}, { suffix = '', unit }: NewLife = {}) {
  const number = `L-${randomBytes(4).toString('hex')}${suffix}`;
  const order = orderLike({ customerOrderNumber: number, orderDropDate: undefined, ...members });
  const life = lifeOf(unit ?? demo.businessUnitId, number);
  const { status, body } = await client.post(`/business_units/${life.unit}/sales_orders`, order);
  expect(status).toBe(201);
  return { ...life, document: order, salesOrderNumber: body.data.salesOrderNumber as string, first: body.data };
}

/** One line of so many units. */
export const lines = (quantity: number) => [{ customerLineNumber: '1', skuId: demo.skus[0], quantity }];

/** What the warehouse sends when so many units of the one line leave. */
export const parcelOf = (quantity: number, more: Record<string, unknown> = {}) => ({
  lines: [{ customerLineNumber: '1', quantity }],
  orderComplete: false,
  ...more,
});

export const openCodes = (order: AnyJson): string[] =>
  order.exceptions.filter((one: AnyJson) => one.resolvedAt === null).map((one: AnyJson) => one.code);
export const holdCodes = (order: AnyJson): string[] => order.holds.map((hold: AnyJson) => hold.code);
