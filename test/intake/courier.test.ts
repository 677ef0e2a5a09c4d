import { setTimeout as delay } from 'node:timers/promises';
import { acceptOrders } from '../../src/intake/acceptOrders';
import { createCourier, type Courier } from '../../src/intake/courier';
import { LEASE_MS } from '../../src/intake/page';
import { receiveCallbacks } from '../../src/intake/receive';
import type { IncomingCallback } from '../../src/intake/types';
import { claimOrders, releaseLease } from '../../src/store/orders/claim';
import { keyOf, openWorld, ORG, request, type World } from './world';

let world: World;
const deliver = jest.fn(async () => undefined);
let courier: Courier;
beforeAll(async () => {
  world = await openWorld();
  courier = createCourier({ ...world, gateway: { ...world.gateway, namespaceId: async () => 'ns', deliver } });
});
afterAll(async () => {
  await courier.drain(1000);
  await world.close();
});

const picking = (orderNumber: string, messageId: string): IncomingCallback => ({
  messageId,
  digest: messageId,
  orgId: ORG,
  key: keyOf(orderNumber),
  callback: { type: 'pick_started' },
  actor: 'wms',
  body: {},
});
const receive = (...messages: IncomingCallback[]) =>
  receiveCallbacks({ ...world, courier }, { source: 'wms', messages });
const numbers = (name: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${name}-${at}`);
const accept = (all: string[]) =>
  acceptOrders(
    world,
    all.map((number) => request(number)),
  );
const pendingOf = async (name: string): Promise<number> => {
  const text = `select count(*)::integer as n from inbox where state = 'pending' and order_number like $1`;
  return (await world.db.pool.query<{ n: number }>(text, [`${name}-%`])).rows[0]?.n ?? 0;
};
const applied = async (name: string, ms: number): Promise<boolean> => {
  for (const until = Date.now() + ms; Date.now() < until; await delay(20))
    if ((await pendingOf(name)) === 0) return true;
  return false;
};

describe('a message for an order that another host has', () => {
  it('is applied within a second of its arrival: the page of an import has each order for a moment', async () => {
    const all = numbers('A', 600);
    await accept(all);
    const pages = Array.from({ length: 6 }, (_, at) => all.slice(at * 100, at * 100 + 100));
    const takeFurther = async (page: string[]): Promise<void> => {
      const { claimed } = await claimOrders(world.db, page.map(keyOf), { leaseMs: LEASE_MS });
      expect(claimed).toHaveLength(100);
      const released = delay(300);
      for (let from = 0; from < page.length; from += 10)
        await receive(...page.slice(from, from + 10).map((number) => picking(number, `m-${number}`)));
      await released;
      await releaseLease(world.db, claimed);
    };
    const walk = async (own: string[][]): Promise<void> => {
      for (const page of own) await takeFurther(page);
    };
    await Promise.all([walk(pages.slice(0, 3)), walk(pages.slice(3))]);
    expect(await applied('A', 3_000)).toBe(true);
    const { rows } = await world.db.pool.query<{ p95: number; met: number }>(
      `select percentile_cont(0.95) within group (order by ms) as p95, count(*) filter (where ms > 60)::integer as met
         from (select extract(epoch from applied_at - received_at) * 1000 as ms from inbox where order_number like 'A-%') i`,
    );
    // They did meet the page.
    expect(rows[0]?.met).toBeGreaterThan(300);
    expect(rows[0]?.p95).toBeLessThan(1_000);
  });

  it('waits for as long as a lease lasts, in ever fewer tries', async () => {
    await accept(numbers('B', 1));
    const { claimed } = await claimOrders(world.db, [keyOf('B-0')], { leaseMs: LEASE_MS });
    const queries = jest.spyOn(world.db.pool, 'query');
    await receive(picking('B-0', 'm-b'));
    await delay(2_500);
    const tries = queries.mock.calls.filter(([query]) => /claim-orders/.test(JSON.stringify(query))).length;
    queries.mockRestore();
    expect([tries > 5, tries < 12]).toEqual([true, true]);
    expect(await pendingOf('B')).toBe(1);
    await releaseLease(world.db, claimed);
    expect(await applied('B', 1_000)).toBe(true);
  });

  it('is signalled where that host is a workflow that has begun meanwhile; no page takes the order from it', async () => {
    await accept(numbers('C', 1));
    const { claimed } = await claimOrders(world.db, [keyOf('C-0')], { startedIn: 'ns' });
    const envelope = { cause: 'wms:m-c', at: new Date().toISOString(), actor: 'wms' as const };
    const parcel = { key: keyOf('C-0'), envelope: { ...envelope, message: { type: 'pick_started' as const } } };
    courier.carry([{ ...parcel, startedIn: null }]);
    await courier.drain(5_000);
    expect(deliver.mock.calls).toEqual([[parcel.key, parcel.envelope]]);
    const { rows } = await world.db.pool.query(`select fence from orders where order_number = 'C-0'`);
    expect(rows[0]?.fence).toBe(claimed[0]?.fence);
  });

  it('goes to a page where the mark is of another namespace', async () => {
    await accept(numbers('D', 1));
    await claimOrders(world.db, [keyOf('D-0')], { startedIn: 'lost' });
    await receive(picking('D-0', 'm-d'));
    await courier.drain(5_000);
    expect(await pendingOf('D')).toBe(0);
  });
});

describe('a flood of messages', () => {
  it('for a few orders is applied at once, each message once: no order is in two pages', async () => {
    const all = numbers('E', 5);
    await accept(all);
    const rounds = Array.from({ length: 20 }, (_, round) =>
      all.map((number) => picking(number, `m-${number}-${round}`)),
    );
    for (const round of rounds) await Promise.all(round.map((message) => receive(message)));
    expect(await applied('E', 1_000)).toBe(true);
    const { rows } = await world.db.pool.query<{ n: number; late: number }>(
      `select count(*)::integer as n, max(extract(epoch from applied_at - received_at))::float as late
         from inbox where order_number like 'E-%' and state = 'applied'`,
    );
    expect(rows[0]?.n).toBe(100);
    expect(rows[0]?.late).toBeLessThan(1);
  });
});
