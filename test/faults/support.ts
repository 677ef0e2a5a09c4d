import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parcelOrder } from '../../dev/demo/parcelOrder';
import { killParts, untilWhole } from '../../dev/load/kills';
import { apiClient, type AnyJson, type Answer } from '../harness/client';
import type { PrivateStack } from '../harness/privateStack';

export type Part = 'PostgreSQL' | 'Temporal' | 'sandbox partners' | 'API and worker';

/** Runs `work` while a part is killed and its supervisor frozen, so that nobody starts it again; then waits for it. */
export async function whileDown<T>(stack: PrivateStack, part: Part, work: () => Promise<T>): Promise<T> {
  process.kill(stack.pid, 'SIGSTOP');
  const killed = killParts(stack.home, [part]);
  try {
    return await work();
  } finally {
    process.kill(stack.pid, 'SIGCONT');
    await untilWhole(stack, killed);
  }
}

/** Runs `work` while a part's process is there and does nothing. */
export async function whileFrozen<T>(stack: PrivateStack, part: Part, work: () => Promise<T>): Promise<T> {
  const pid = stack.parts()[part] as number;
  process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

/** Asks again until it holds. @throws with the last answer when it does not within `ms` */
export async function eventually<T>(look: () => Promise<T>, holds: (seen: T) => boolean, ms = 30_000): Promise<T> {
  const until = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > until) throw new Error(`not within ${ms} ms: ${JSON.stringify(seen).slice(0, 3000)}`);
    await delay(100);
  }
}

/** Demands an answer that asks to try again later. */
export function expectUnavailable({ status, body, headers }: Answer, ...codes: string[]): void {
  expect([status, body.retryable]).toEqual([503, true]);
  expect(codes).toContain(body.code);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
}

/** What the tests do with a private stack: client, orders, the sandbox's door. */
export function at({ demo }: PrivateStack) {
  const client = apiClient(demo);
  const orders = (unit = demo.businessUnitId): string => `/business_units/${unit}/sales_orders`;
  const number = (suffix = ''): string => `X-${randomBytes(4).toString('hex')}${suffix}`;
  const path = (of: string, unit?: string): string => `${orders(unit)}/${of}`;

  const post = (of: string, members: object = {}, unit?: string): Promise<Answer> =>
    client.post(orders(unit), { ...parcelOrder(demo, of), ...members });
  return {
    demo,
    client,
    orders,
    path,
    number,
    post,
    /** Sends an order that is to be accepted; answers its number. */
    create: async (suffix = '', members: object = {}, unit?: string): Promise<string> => {
      const of = number(suffix);
      const { status, body } = await post(of, members, unit);
      if (status !== 201) throw new Error(`${of}: ${status} ${JSON.stringify(body)}`);
      return of;
    },
    read: async (of: string, unit?: string): Promise<AnyJson> => (await client.get(path(of, unit))).body.data,
    until: async (of: string, settled: (order: AnyJson) => boolean, ms = 40_000, unit?: string): Promise<AnyJson> =>
      (await client.until(path(of, unit), ({ data }) => settled(data), ms)).data,
    events: async (of: string, unit?: string): Promise<AnyJson[]> =>
      (await client.get(`${path(of, unit)}/events?limit=1000`)).body.data,
    /** Asks the sandbox's control endpoint. */
    sandbox: async (method: string, door: string, body?: unknown): Promise<AnyJson> => {
      const headers = { 'content-type': 'application/json' };
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const answer = await fetch(`${demo.sandboxUrl}/control${door}`, { method, headers, body: sent });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`sandbox ${method} ${door}: ${answer.status} ${text}`);
      return JSON.parse(text);
    },
  };
}
export type Door = ReturnType<typeof at>;

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
