import { setTimeout as delay } from 'node:timers/promises';
import type { DemoFile } from '../stack/demoFile';
import { insist, shared } from './client';

/** What is wrong after a storm, one sentence each; all empty when nothing is. */
export interface Verdict {
  /** Accepted and not there, in the record, in its timeline or at the warehouse. */
  lost: string[];
  /** There twice, here or at the warehouse. */
  doubled: string[];
  /** Not shipped when the patience was over. */
  stuck: string[];
}

interface Order {
  status: string;
  waiting: { on: string; reason: string } | null;
  orderLines: { quantity: number; quantityShipped: number; quantityOverShipped: number }[];
}
interface Books {
  wms: { orders: { attempts: unknown[]; shipments: unknown[] }[]; messages: { kind: string }[] };
}
type Data<T> = { data: T };

const READERS = 8;

/** Milliseconds between two looks at what is not shipped yet. */
const LOOK_MS = 400;

const pathOf = ({ businessUnitId }: DemoFile, number: string): string =>
  `/business_units/${businessUnitId}/sales_orders/${number}`;

/** Waits until all are shipped, at most `ms` milliseconds; answers those that are not, with what they wait for. */
async function unshipped(demo: DemoFile, numbers: string[], ms: number): Promise<Map<string, string>> {
  const until = Date.now() + ms;
  const open = new Map(numbers.map((number) => [number, '']));
  for (;;) {
    await shared(READERS, [...open.keys()], async (number) => {
      const { status, body } = await insist<Data<Order>>(demo, 'GET', pathOf(demo, number));
      // One that is not there is not stuck but lost.
      if (status === 404 || body.data.status === 'SHIPPED') open.delete(number);
      else open.set(number, `${body.data.status}, waits for ${body.data.waiting?.on}: ${body.data.waiting?.reason}`);
    });
    if (open.size === 0 || Date.now() > until) return open;
    await delay(LOOK_MS);
  }
}

async function booksOf(demo: DemoFile, number: string): Promise<Books['wms']> {
  const response = await fetch(`${demo.sandboxUrl}/control/orders/${demo.businessUnitId}/${number}`);
  return ((await response.json()) as Books).wms;
}

/** Compares one shipped order with its timeline, its shipments and the warehouse's books. */
async function compare(demo: DemoFile, number: string, { lost, doubled }: Verdict): Promise<void> {
  const path = pathOf(demo, number);
  const { status, body } = await insist<Data<Order>>(demo, 'GET', path);
  if (status !== 200) return void lost.push(`${number}: answers ${status}`);
  const events = (await insist<Data<{ sequence: number; type: string }[]>>(demo, 'GET', `${path}/events?limit=1000`))
    .body.data;
  if (events.some(({ sequence }, at) => sequence !== at + 1)) lost.push(`${number}: its timeline has gaps`);
  for (const once of ['created', 'release_started', 'released', 'shipped'])
    if (events.filter(({ type }) => type === once).length > 1) doubled.push(`${number}: ${once} twice`);
  const ours = (await insist<Data<unknown[]>>(demo, 'GET', `${path}/shipments`)).body.data.length;
  const { orders, messages } = await booksOf(demo, number);
  const [theirs] = orders;
  if (!theirs || theirs.attempts.length === 0) lost.push(`${number}: the warehouse does not know it`);
  else if (orders.length > 1 || theirs.attempts.length > 1) doubled.push(`${number}: the warehouse has it twice`);
  if (messages.filter(({ kind }) => kind === 'drop').length > 1) doubled.push(`${number}: dropped as two messages`);
  if (ours !== 1 || theirs?.shipments.length !== 1)
    (ours > 1 || (theirs?.shipments.length ?? 0) > 1 ? doubled : lost).push(
      `${number}: ${ours} shipments here, ${theirs?.shipments.length ?? 0} there`,
    );
  for (const { quantity, quantityShipped, quantityOverShipped } of body.data.orderLines)
    if (quantityShipped !== quantity || quantityOverShipped > 0)
      (quantityShipped < quantity ? lost : doubled).push(`${number}: ${quantityShipped} of ${quantity} units shipped`);
}

/** Judges accepted orders as every party sees them, after waiting at most `ms` milliseconds until they are shipped. */
export async function judge(demo: DemoFile, numbers: string[], ms = 90_000): Promise<Verdict> {
  const open = await unshipped(demo, numbers, ms);
  const verdict: Verdict = { lost: [], doubled: [], stuck: [...open].map(([number, why]) => `${number}: ${why}`) };
  await shared(READERS, numbers, async (number) => {
    if (!open.has(number)) await compare(demo, number, verdict);
  });
  return verdict;
}
