import { randomBytes } from 'node:crypto';
import { api } from '../api/support';
import type { AnyJson, Answer } from '../harness/client';

export const { client, demo } = api();
export const LIVE = '/api/v1';
export const SANDBOX = '/api/sandbox';

export const basicOf = (id: string, secret: string): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

/** Sends with the demo's id and secret; every answer is held against the OpenAPI document. */
export async function send(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = basicOf(demo.clientId, demo.clientSecret);
  const answer = await client.send(method, path, { body, token: null, headers });
  expect(answer.body).toMatchObject({ error_code: expect.any(Number), error_message: expect.any(String) });
  return answer;
}

export const newNumber = (suffix = ''): string => `D-${randomBytes(4).toString('hex')}${suffix}`;

/** An order of two units as it is posted, with a number of its own. */
export const orderLike = (members: Record<string, unknown> = {}) => ({
  order_number: newNumber(),
  account_number: demo.accountNumber,
  freight_account: '00731',
  shipping_carrier: 'UPS',
  shipping_service: 'GROUND',
  shipping_address: {
    company: 'Larkspur Optics',
    attention: 'Mina Orr',
    address1: '12 Quay Lane',
    city: 'Portland',
    state_province: 'OR',
    postal_code: '97201',
    country_code: 'US',
  },
  lines: [{ line_number: 1, item_number: demo.skus[0], quantity: 2 }],
  ...members,
});
export type Posted = ReturnType<typeof orderLike>;

/** An order that is not released before it is let go. */
export const heldOrder = (members: Record<string, unknown> = {}) => orderLike({ order_status: 0, ...members });

export const submit = (orders: unknown[], { partial = false, base = LIVE, ...more }: Record<string, unknown> = {}) =>
  send('POST', `${String(base)}/batches`, { allow_partial: partial, orders, ...more });

/** Codes of an answer to a batch: on top, and of each order that has an entry. */
export const codesOf = ({ body }: Answer): [number, number[]] => [
  body.error_code,
  body.order_statuses.map((status: AnyJson) => status.error_code),
];

export const find = async (query: string, base = LIVE): Promise<AnyJson[]> => {
  const { status, body } = await send('GET', `${base}/orders?${query}`);
  expect([status, body.error_code]).toEqual([200, 0]);
  return body.orders;
};

/** Those of the numbers that were accepted. */
export async function accepted(orders: readonly Posted[]): Promise<string[]> {
  const numbers = orders.map((order) => order.order_number).join(',');
  return (await find(`order_numbers=${numbers}&fields=order_number`)).map((order) => order.order_number);
}

/** Reads an order until it is in a stage. */
export async function reaches(number: string, stage: number, ms = 20_000): Promise<AnyJson> {
  const end = Date.now() + ms;
  for (;;) {
    const [order] = await find(`order_numbers=${number}`);
    if (order?.order_stage === stage) return order;
    if (Date.now() > end) throw new Error(`not at stage ${stage}: ${JSON.stringify(order)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** `PUT orders/{deed}` for an order; the status and the error code. */
export async function change(deed: string, number: string, base = LIVE): Promise<[number, number, string]> {
  const reference = { account_number: demo.accountNumber, order_number: number };
  const { status, body } = await send('PUT', `${base}/orders/${deed}`, reference);
  return [status, body.error_code, body.error_message];
}
