import { randomUUID } from 'node:crypto';
import { api } from './support';

const { client, orders, orderLike } = api();
const keyed = (key: string = randomUUID()) => ({ headers: { 'idempotency-key': key } });

describe('an Idempotency-Key', () => {
  it('answers a repeat as the first time, also after the order has changed', async () => {
    const order = orderLike();
    const key = keyed();
    const first = await client.post(orders, order, key);
    await client.put(`${orders}/${order.customerOrderNumber}`, { ...order, notes: 'changed' });
    const again = await client.post(orders, order, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body.data.salesOrderNumber).toBe(first.body.data.salesOrderNumber);
  });

  it('takes the quoted form and the bare form for the same key', async () => {
    const order = orderLike();
    const key = randomUUID();
    await client.post(orders, order, keyed(`"${key}"`));
    const again = await client.post(orders, order, keyed(key));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('is refused with 422 for another request', async () => {
    const key = keyed();
    await client.post(orders, orderLike(), key);
    const other = await client.post(orders, orderLike(), key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('may be used again after a request that failed', async () => {
    const key = keyed();
    const failed = await client.post(orders, orderLike({ orderLines: [] }), key);
    const fixed = await client.post(orders, orderLike(), key);
    expect([failed.status, fixed.status]).toEqual([400, 201]);
  });

  it.each(['', ' ', 'ü', 'x'.repeat(129)])('of the form %j is refused with 400', async (key) => {
    const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') };
    const answer = await client.post(orders, orderLike(), { headers });
    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
  });

  it('makes one hold of a command that is sent twice', async () => {
    const order = orderLike();
    await client.post(orders, order);
    const path = `${orders}/${order.customerOrderNumber}`;
    const key = keyed();
    const first = await client.post(`${path}/holds`, { code: 'CREDIT' }, key);
    const lifted = await client.delete(`${path}/holds/CREDIT`);
    const again = await client.post(`${path}/holds`, { code: 'CREDIT' }, key);
    expect([first.status, lifted.status, again.status]).toEqual([200, 200, 200]);
    expect(again.body.data.sequence).toBe(lifted.body.data.sequence);
    expect(again.body.data.holds.map(({ code }: { code: string }) => code)).not.toContain('CREDIT');
  });

  it('lets one of two requests at the same moment through at a time', async () => {
    const order = orderLike();
    const key = keyed();
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.post(orders, order, key)));
    for (const { status, body, headers } of answers) {
      if (status === 201) continue;
      expect([status, body.code]).toEqual([409, 'IDEMPOTENCY_IN_PROGRESS']);
      expect(headers.get('retry-after')).toBe('1');
    }
    expect(answers.some(({ status }) => status === 201)).toBe(true);
  });
});
