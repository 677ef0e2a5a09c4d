import { ownUnit } from '../life/ownUnit';
import { api } from './support';

const { client, orderLike } = api();

describe('a business unit that wants If-Match on every change', () => {
  let path: string;
  let etag: string;
  let order: ReturnType<typeof orderLike>;
  beforeAll(async () => {
    const unit = await ownUnit({ settings: { ifMatchRequired: true } });
    order = orderLike();
    const created = await client.post(`/business_units/${unit}/sales_orders`, order);
    path = `/business_units/${unit}/sales_orders/${order.customerOrderNumber}`;
    etag = created.headers.get('etag') ?? '';
  });

  it('answers 428 without one, whatever the change', async () => {
    const answers = [
      await client.put(path, { ...order, notes: 'x' }),
      await client.post(`${path}/holds`, { code: 'CREDIT' }),
      await client.post(`${path}/release`),
      await client.delete(path),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([428, 'PRECONDITION_REQUIRED']);
    expect((await client.get(path)).headers.get('etag')).toBe(etag);
  });

  it('takes the change with the current one, and answers 412 with a stale one', async () => {
    const held = await client.post(`${path}/holds`, { code: 'CREDIT' }, { headers: { 'if-match': etag } });
    expect(held.status).toBe(200);
    const stale = await client.delete(path, { headers: { 'if-match': etag } });
    expect([stale.status, stale.headers.get('etag')]).toEqual([412, held.headers.get('etag')]);
  });
});
