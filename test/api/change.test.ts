import { api } from './support';

const { client, orders, orderLike } = api();

/** A new order that waits, with its path. */
async function waiting(members: Record<string, unknown> = {}) {
  const order = orderLike(members);
  const { body, headers } = await client.post(orders, order);
  return { order, data: body.data, etag: headers.get('etag') ?? '', path: `${orders}/${order.customerOrderNumber}` };
}

describe('an update', () => {
  it('replaces the document and raises the sequence', async () => {
    const { order, path, data } = await waiting({ notes: 'first' });
    const { notes: _notes, ...rest } = order as typeof order & { notes?: string };
    const updated = await client.put(path, { ...rest, giftMessage: 'hello' });
    expect(updated.status).toBe(200);
    expect(updated.body.data).toMatchObject({ giftMessage: 'hello' });
    expect(updated.body.data).not.toHaveProperty('notes');
    expect(updated.body.data.sequence).toBeGreaterThan(data.sequence);
  });

  it('takes an answer of ours back as it was', async () => {
    const { path } = await waiting();
    const { body } = await client.get(path);
    const updated = await client.put(path, body.data);
    expect(updated.status).toBe(200);
    expect(updated.body.data.orderLines).toHaveLength(1);
  });

  it('is refused with 422 where path and body name different orders', async () => {
    const { order, path } = await waiting();
    const answer = await client.put(path, { ...order, customerOrderNumber: 'ANOTHER' });
    expect([answer.status, answer.body.code]).toEqual([422, 'KEY_MISMATCH']);
  });

  it('is refused with 422 for an unknown SKU, and changes nothing', async () => {
    const { order, path, data } = await waiting();
    const orderLines = [{ customerLineNumber: '1', skuId: 'NO-SUCH', quantity: 1 }];
    const answer = await client.put(path, { ...order, orderLines });
    expect([answer.status, answer.body.code]).toEqual([422, 'UNKNOWN_SKU']);
    expect((await client.get(path)).body.data.sequence).toBe(data.sequence);
  });
});

describe('If-Match', () => {
  it('lets the change of what was read through', async () => {
    const { path, etag } = await waiting();
    const answer = await client.post(`${path}/holds`, { code: 'CREDIT' }, { headers: { 'if-match': etag } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).not.toBe(etag);
  });

  it.each(['"0"', 'W/"1"', '"other"'])('stops a change of something else with 412: %s', async (tag) => {
    const { path, etag } = await waiting();
    const answer = await client.delete(path, { headers: { 'if-match': tag } });
    expect([answer.status, answer.body.code]).toEqual([412, 'PRECONDITION_FAILED']);
    expect(answer.headers.get('etag')).toBe(etag);
  });

  it('lets one of two racing changes win', async () => {
    const { path, etag } = await waiting();
    const holds = ['A', 'B'].map((code) => client.post(`${path}/holds`, { code }, { headers: { 'if-match': etag } }));
    const statuses = (await Promise.all(holds)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 412]);
  });
});

describe('holds', () => {
  it('are set with a note, shown, and lifted', async () => {
    const { path } = await waiting();
    const held = await client.post(`${path}/holds`, { code: 'CREDIT', note: 'waits for the bank' });
    expect(held.body.data.holds).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'CREDIT', owner: 'client', note: 'waits for the bank' }),
      ]),
    );
    const lifted = await client.delete(`${path}/holds/CREDIT`);
    expect(lifted.body.data.holds).toHaveLength(1);
    const again = await client.delete(`${path}/holds/CREDIT`);
    expect([again.status, again.body.code]).toEqual([404, 'HOLD_NOT_FOUND']);
  });
});

describe('cancelling', () => {
  it('is done at once before release, keeps the reason, and is repeatable', async () => {
    const { path } = await waiting();
    const cancelled = await client.delete(`${path}?reason=changed%20my%20mind`);
    expect(cancelled.status).toBe(200);
    expect(cancelled.body.data).toMatchObject({
      status: 'CANCELLED',
      cancelReason: 'changed my mind',
      cancellation: { state: 'accepted', reason: 'CLIENT', requestedBy: 'client' },
      orderLines: [{ status: 'CANCELLED', quantityCancelled: 2 }],
      waiting: null,
    });
    const again = await client.delete(path);
    expect([again.status, again.body.data.sequence]).toEqual([200, cancelled.body.data.sequence]);
  });

  it('closes the order for everything else', async () => {
    const { path, order } = await waiting();
    await client.delete(path);
    const answer = await client.put(path, order);
    expect([answer.status, answer.body.code]).toEqual([409, 'ORDER_CLOSED']);
    expect(answer.body).toMatchObject({ orderStatus: 'CANCELLED', allowedActions: [] });
  });
});
