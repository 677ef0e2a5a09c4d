import { randomBytes } from 'node:crypto';
import { api } from './support';

const { client, orders, orderLike, demo } = api();
const jobId = `J${randomBytes(6).toString('hex')}`;
const numbers: string[] = [];

beforeAll(async () => {
  for (let i = 0; i < 7; i++) {
    const order = orderLike({ jobId });
    numbers.push(order.customerOrderNumber);
    await client.post(orders, order);
  }
});

interface Listed {
  data: { customerOrderNumber: string; updatedAt: string }[];
  meta: { total: number; nextCursor: string | null };
}
const named = (body: Listed) => body.data.map((order) => order.customerOrderNumber);

describe('a list of orders', () => {
  it('is walked by cursor, newest first, each order once', async () => {
    const seen: string[] = [];
    let path: string | null = `${orders}?jobId=${jobId}&limit=3`;
    for (let pages = 0; path && pages < 5; pages++) {
      const { body, headers }: { body: Listed; headers: Headers } = await client.get<Listed>(path);
      expect(body.meta.total).toBe(7);
      seen.push(...named(body));
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null;
      expect(path === null).toBe(body.meta.nextCursor === null);
    }
    expect(seen).toEqual([...numbers].reverse());
  });

  it('is walked by offset as well', async () => {
    const { body } = await client.get<Listed>(`${orders}?jobId=${jobId}&limit=3&offset=6`);
    expect(named(body)).toEqual([numbers[0]]);
    expect(body.meta.nextCursor).toBeNull();
  });

  it('refuses a cursor of another filter, or a made-up one', async () => {
    const { body } = await client.get<Listed>(`${orders}?jobId=${jobId}&limit=3`);
    const cursor = encodeURIComponent(body.meta.nextCursor ?? '');
    for (const query of [`limit=3&cursor=${cursor}`, `jobId=${jobId}&cursor=made.up`, `jobId=${jobId}&cursor=x`]) {
      const answer = await client.get(`${orders}?${query}`);
      expect([answer.status, answer.body.code]).toEqual([400, 'CURSOR_INVALID']);
    }
  });

  it('is filtered by status, several at once', async () => {
    const held = await client.get<Listed>(`${orders}?jobId=${jobId}&status=ON_HOLD&status=CREATED`);
    const shipped = await client.get<Listed>(`${orders}?jobId=${jobId}&status=SHIPPED`);
    expect([held.body.data.length, shipped.body.data.length]).toEqual([7, 0]);
  });

  it('tells a poller what has changed, in the order of change', async () => {
    const first = `${orders}/${numbers[0]}`;
    const { body: before } = await client.get(first);
    await client.post(`${first}/holds`, { code: 'CREDIT' });
    const since = encodeURIComponent(before.data.updatedAt);
    const changed = await client.until<Listed>(`${orders}?jobId=${jobId}&updatedSince=${since}`, (body) =>
      named(body).includes(numbers[0] ?? ''),
    );
    expect(named(changed).at(-1)).toBe(numbers[0]);
  });
});

describe('customers of a unit', () => {
  it('are listed for a b2b unit, by part of a name', async () => {
    const path = `/business_units/${demo.b2bBusinessUnitId}/b2b_customers`;
    const all = await client.get(path);
    expect(all.body.data.length).toBeGreaterThan(1);
    const some = await client.get(`${path}?name=nORTH`);
    expect(some.body.data).toHaveLength(1);
    const page = await client.get(`${path}?limit=1`);
    expect(page.headers.get('link')).toContain('offset=1');
  });

  it('are none for a b2c unit', async () => {
    const { body } = await client.get(`/business_units/${demo.businessUnitId}/b2b_customers`);
    expect(body).toMatchObject({ data: [], meta: { total: 0 } });
  });
});

describe('the warehouse that pulls', () => {
  it('gets one order in any state by its number', async () => {
    const path = `/getSalesOrder/${demo.companyNo}/orders`;
    const { body } = await client.get<Listed>(`${path}?customerOrderNumber=${numbers[1]}`);
    expect(named(body)).toEqual([numbers[1]]);
    expect((await client.get(`${path}?customerOrderNumber=NO-SUCH`)).body.data).toEqual([]);
  });

  it('gets no order that was not dropped', async () => {
    const { body } = await client.get<Listed>(`/getSalesOrder/${demo.companyNo}/orders?limit=500`);
    expect(named(body)).not.toContain(numbers[1]);
  });

  it('gets 404 for an unknown company', async () => {
    expect((await client.get('/getSalesOrder/NO-SUCH/orders')).status).toBe(404);
  });
});
