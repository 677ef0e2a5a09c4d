import { acceptOrders } from '../../src/intake/acceptOrders';
import { acceptTogether } from '../../src/intake/acceptTogether';
import { lookupIdempotent } from '../../src/store/idempotency';
import { listEvents } from '../../src/store/orders/history';
import { findOrders } from '../../src/store/orders/read';
import { findUnmarked } from '../../src/store/orders/start';
import { facts, keyOf, openWorld, ORG, request, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const accept = (...orders: ReturnType<typeof request>[]) => acceptOrders(world, orders);

async function end(orderNumber: string, status: 'CANCELLED' | 'SHIPPED'): Promise<void> {
  await world.db.pool.query('update orders set status = $2, closed_at = now() where order_number = $1', [
    orderNumber,
    status,
  ]);
}

describe('accepting orders', () => {
  it('commits an order with its first event and answers our number', async () => {
    const [accepted] = await accept(request('A-1'));
    expect(accepted).toEqual({
      orderNumber: 'A-1',
      outcome: 'created',
      orderId: expect.any(Number),
      salesOrderNumber: expect.stringMatching(/^SO\d{10}$/),
      created: expect.any(Object),
    });
    const [row] = await findOrders(world.db, [keyOf('A-1')]);
    expect(row).toMatchObject(accepted!.created!);
    expect(row).toMatchObject({
      orgId: ORG,
      status: 'CREATED',
      sequence: 1,
      document: { shipTo: { name: 'Ada Byrne' } },
    });
    const { rows } = await listEvents(world.db, row!.orderId, { limit: 10 });
    expect(rows.map(({ type }) => type)).toEqual(['created']);
  });

  it('makes one order of the same request sent twice at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => accept(request('A-2'))));
    const outcomes = answers.flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'replayed')).toHaveLength(7);
    expect(new Set(answers.flat().map(({ salesOrderNumber }) => salesOrderNumber)).size).toBe(1);
  });

  it('answers an identical replay with the order that stands', async () => {
    const [first] = await accept(request('A-3'));
    const [again] = await accept(request('A-3'));
    expect(again).toMatchObject({ outcome: 'replayed', salesOrderNumber: first?.salesOrderNumber });
  });

  it('refuses other content under a number that is taken, and says by what', async () => {
    const [first] = await accept(request('A-4'));
    const [other] = await accept(request('A-4', { digest: 'other' }));
    expect(other).toMatchObject({
      outcome: 'exists',
      existing: { salesOrderNumber: first?.salesOrderNumber, status: 'CREATED', jobId: null },
      errors: [{ code: 'ORDER_ALREADY_EXISTS' }],
    });
  });

  it('never gives the number of a cancelled order again, also not for the same content', async () => {
    await accept(request('A-5'));
    await end('A-5', 'CANCELLED');
    const [again] = await accept(request('A-5'));
    expect(again).toMatchObject({ outcome: 'exists', errors: [{ code: 'ORDER_NUMBER_USED' }] });
  });

  it('still knows a replay of an order that has shipped', async () => {
    await accept(request('A-6'));
    await end('A-6', 'SHIPPED');
    expect(await accept(request('A-6'))).toMatchObject([{ outcome: 'replayed' }]);
  });

  it('reports every violation at once, with its place', async () => {
    const lines = [
      { lineNumber: '10', skuId: 'NO-1', quantity: 1 },
      { lineNumber: '20', skuId: 'LP-0077', quantity: 1 },
      { lineNumber: '30', skuId: 'NO-2', quantity: 1 },
    ];
    const [refused] = await accept(request('A-7', { facts: facts({ buildingId: 'MAN1', lines }) }));
    expect(refused?.outcome).toBe('invalid');
    expect(refused?.errors?.map(({ code, field, line }) => [code, field, line])).toEqual([
      ['BUILDING_NOT_ASSOCIATED', 'data.requestedBuildingId', undefined],
      ['UNKNOWN_SKU', 'data.orderLines[0].skuId', '10'],
      ['UNKNOWN_SKU', 'data.orderLines[2].skuId', '30'],
    ]);
    expect(await findOrders(world.db, [keyOf('A-7')])).toEqual([]);
  });

  it('tells an unknown building from one that does not serve the unit', async () => {
    const [refused] = await accept(request('A-8', { facts: facts({ buildingId: 'NOPE' }) }));
    expect(refused?.errors).toMatchObject([{ code: 'UNKNOWN_BUILDING' }]);
  });

  it('takes the good ones of a list and answers in its order', async () => {
    await accept(request('A-9'));
    const answers = await accept(
      request('A-10'),
      request('A-11', { facts: facts({ lines: [{ lineNumber: '1', skuId: 'NO', quantity: 1 }] }) }),
      request('A-9'),
      request('A-10'),
      request('A-10', { digest: 'other' }),
    );
    expect(answers.map(({ orderNumber, outcome }) => [orderNumber, outcome])).toEqual([
      ['A-10', 'created'],
      ['A-11', 'invalid'],
      ['A-9', 'replayed'],
      ['A-10', 'replayed'],
      ['A-10', 'exists'],
    ]);
  });

  it('knows a replay even when its SKU is gone by now', async () => {
    await accept(request('A-12'));
    await world.db.pool.query(`update skus set active = false`);
    const answer = await accept(request('A-12'));
    await world.db.pool.query(`update skus set active = true`);
    expect(answer).toMatchObject([{ outcome: 'replayed' }]);
  });

  it('does not see a business unit of another organization', async () => {
    const [refused] = await accept(request('A-13', { orgId: 'OTHER' }));
    expect(refused).toMatchObject({ outcome: 'invalid', errors: [{ code: 'BUSINESS_UNIT_NOT_FOUND' }] });
  });

  it('keeps the idempotency key with the order', async () => {
    const idempotency = { scope: 'ORG1 POST /x', key: 'k1', fingerprint: 'f1' };
    await accept(request('A/14', { idempotency }));
    expect(await lookupIdempotent(world.db, idempotency)).toEqual({
      state: 'finished',
      answer: { status: 201, body: null, resource: '/business_units/BU01/sales_orders/A%2F14' },
    });
  });

  it('commits while Temporal is down, and leaves the start to the sweeper', async () => {
    await accept(request('A-15'));
    await world.starter.drain(10_000);
    const due = await findUnmarked(world.db, { namespaceId: 'ns', olderThanMs: 0, limit: 100 });
    expect(due.map(({ key }) => key.orderNumber)).toContain('A-15');
  });
});

describe('accepting orders that come at the same moment', () => {
  const together = (orders: ReturnType<typeof request>[]) => {
    const accept = acceptTogether(world);
    return Promise.all(orders.map((order) => accept(order)));
  };

  it('makes each of them once, whatever becomes of its neighbours', async () => {
    const numbers = Array.from({ length: 30 }, (_, i) => `T-${i % 20}`);
    const unknown = request('T-UNKNOWN', { facts: facts({ buildingId: 'NOWHERE' }) });
    const answers = await together([...numbers.map((number) => request(number)), unknown]);
    expect(answers.slice(0, 30).map(({ orderNumber }) => orderNumber)).toEqual(numbers);
    expect(answers.filter(({ outcome }) => outcome === 'created')).toHaveLength(20);
    expect(answers.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(10);
    expect(answers.at(-1)).toMatchObject({ outcome: 'invalid', errors: [{ code: 'UNKNOWN_BUILDING' }] });
    expect(await findOrders(world.db, numbers.map(keyOf))).toHaveLength(20);
    const rows = await world.db.pool.query(
      `select count(*)::int as entries from stock_entries e join orders o on o.sales_order_number = e.reference
        where o.order_number like 'T-%' and e.reason = 'ORDER_ALLOCATED'`,
    );
    expect(rows.rows).toEqual([{ entries: 20 }]);
  });

  it('keeps the answer under the key of each', async () => {
    const claim = (i: number) => ({ scope: 'together', key: `k-${i}`, fingerprint: `f-${i}` });
    const orders = Array.from({ length: 8 }, (_, i) => request(`K-${i}`, { idempotency: claim(i) }));
    await together(orders);
    for (const [i] of orders.entries()) {
      const known = await lookupIdempotent(world.db, claim(i));
      expect(known).toMatchObject({
        state: 'finished',
        answer: { status: 201, resource: expect.stringContaining(`K-${i}`) },
      });
    }
  });

  it('refuses only the order that the database refuses', async () => {
    const bad = request('B-3', { document: { note: 'a text with \u0000' } });
    const accept = acceptTogether(world);
    const orders = [request('B-1'), request('B-2'), bad, request('B-4')];
    const answers = await Promise.allSettled(orders.map((order) => accept(order)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await findOrders(world.db, ['B-1', 'B-2', 'B-3', 'B-4'].map(keyOf))).toHaveLength(3);
  });
});
