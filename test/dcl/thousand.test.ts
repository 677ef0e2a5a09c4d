import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { ownUnit } from '../life/ownUnit';
import { client, codesOf, demo, newNumber, orderLike, submit } from './support';

const db = new Client({ connectionString: demo.databaseUrl });
/** A unit whose warehouse sends no picking messages; its id is its account number. */
let unit: string;
beforeAll(async () => {
  await db.connect();
  unit = await ownUnit({ profile: { picking: false } });
});
afterAll(() => db.end());

/** Generous: other tests share the machine. */
const ANSWER_MS = 6_000;
/** One by one a thousand orders take two minutes; in pages some seconds. */
const RELEASE_MS = 20_000;
const SHIP_MS = 240_000;

const prefix = newNumber();
const count = async (condition: string): Promise<number> => {
  const { rows } = await db.query<{ n: string }>(
    `select count(*) as n from orders where business_unit_id = $1 and order_number like $2 and ${condition}`,
    [unit, `${prefix}-%`],
  );
  return Number(rows[0]?.n);
};

describe('a batch of 1,000 orders', () => {
  const batch = (name: string) =>
    Array.from({ length: 1000 }, (_, at) => orderLike({ order_number: `${name}-${at}`, account_number: unit }));

  it('is answered when all are committed, in one transaction', async () => {
    const orders = batch(prefix);
    const started = Date.now();
    const answer = await submit(orders);
    const took = Date.now() - started;
    expect([answer.status, codesOf(answer)]).toEqual([201, [0, orders.map(() => 0)]]);
    expect(await count('true')).toBe(1000);
    const { rows } = await db.query(
      `select distinct created.xmin::text from order_events created join orders o on o.id = created.order_id
        where o.business_unit_id = $1 and o.order_number like $2 and created.sequence = 1`,
      [unit, `${prefix}-%`],
    );
    expect(rows).toHaveLength(1);
    console.log(`1,000 orders answered in ${took} ms`);
    expect(took).toBeLessThan(ANSWER_MS);
  });

  it(
    'is released in pages: hundreds a second, long before the workflows are opened',
    async () => {
      const started = Date.now();
      while ((await count(`status = 'CREATED'`)) > 0 && Date.now() - started < RELEASE_MS) await delay(100);
      const took = Date.now() - started;
      expect(await count(`status = 'CREATED'`)).toBe(0);
      const opened = await count('started_in is not null');
      console.log(`released within ${took} ms of the answer, when ${opened} workflows were opened`);
      expect(opened).toBeLessThan(500);
    },
    RELEASE_MS + 10_000,
  );

  it(
    'is shipped, each order once, and each has been released once',
    async () => {
      const end = Date.now() + SHIP_MS;
      while ((await count(`status <> 'SHIPPED' or awaits_opening`)) > 0 && Date.now() < end) await delay(500);
      expect(await count(`status = 'SHIPPED' and (state->'wms'->>'attempt')::integer = 1`)).toBe(1000);
      const once = `(select count(*) from order_events e where e.order_id = orders.id and e.type = 'released') = 1`;
      expect(await count(once)).toBe(1000);
      expect(await count('awaits_opening')).toBe(0);
    },
    SHIP_MS + 10_000,
  );

  it('is no import of sales orders', async () => {
    const { status, body } = await client.get(`/business_units/${unit}/sales_orders/bulk`);
    expect([status, body.data]).toEqual([200, []]);
    const { rows } = await db.query<{ id: string }>(`select id from jobs where business_unit_id = $1`, [unit]);
    expect(rows).toHaveLength(1);
    const answer = await client.get(`/business_units/${unit}/sales_orders/bulk/${rows[0]?.id}`);
    expect([answer.status, answer.body.code]).toEqual([404, 'JOB_NOT_FOUND']);
  });

  it('is rejected as a whole for its last order, as quickly', async () => {
    const others = batch(newNumber());
    const started = Date.now();
    const answer = await submit([...others.slice(0, 999), orderLike({ lines: [] })]);
    expect([answer.status, answer.body.error_code, answer.body.order_statuses.length]).toEqual([400, 3, 1000]);
    expect(Date.now() - started).toBeLessThan(ANSWER_MS);
  });
});
