import type { AnyJson } from '../harness/client';
import { BASE, kibo, PLACE, type Kibo } from './support';
import { client, demo } from '../life/support';

describe('refresh and adjust', () => {
  let shop: Kibo;
  beforeAll(async () => {
    shop = await kibo();
  });

  test('are jobs with plain numbers that go from PENDING to SUCCESS', async () => {
    expect(await shop.figures('A-1')).toBeNull();
    const { status, body } = await shop.send('POST', '/v5/inventory/refresh', shop.at([{ upc: 'A-1', quantity: 10 }]));
    expect(status).toBe(200);
    expect(body).toEqual({ jobID: expect.any(Number) });
    expect(Number.isSafeInteger(body.jobID)).toBe(true);
    const job = await shop.ended(body.jobID);
    expect(job).toMatchObject({
      type: 'REFRESH', status: 'SUCCESS', success: true, itemCount: 1, hasData: true, locationCode: PLACE, messages: [],
    }); // prettier-ignore
    expect(await shop.figures('A-1')).toEqual({ onHand: 10, available: 10, allocated: 0, pending: 0 });
    await shop.adjust([{ upc: 'A-1', quantity: -4 }]);
    expect(await shop.figures('A-1')).toMatchObject({ onHand: 6 });
  });

  test('tell which items were not applied; a job of which nothing was applied has failed', async () => {
    const partly = await shop.adjust([{ upc: 'A-1', quantity: 1 }, { upc: 'NOBODY', quantity: 1 }]); // prettier-ignore
    expect(partly).toMatchObject({ status: 'SUCCESS', success: true, itemCount: 2 });
    expect(partly.messages).toEqual([expect.stringMatching(/^item\[1\] NOBODY: unknown_product/)]);
    const failed = await shop.adjust([{ upc: 'NOBODY', quantity: 1 }]);
    expect(failed).toMatchObject({ status: 'FAILED', success: false });
  });

  test('an unknown location fails the job with its reason', async () => {
    const body = { locationCode: 'NOWHERE', items: [{ upc: 'A-1', quantity: 1 }] };
    const job = await shop.job('/v5/inventory/refresh', body);
    expect(job).toMatchObject({ status: 'FAILED', messages: [expect.stringContaining('unknown_location')] });
  });

  test('a hundred at once are all taken, keep the order of their location and lose nothing', async () => {
    await shop.refresh([{ upc: 'ORDERED', quantity: 0 }]);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        shop.send('POST', '/v5/inventory/adjust', shop.at([{ upc: 'ORDERED', quantity: 3 }])),
      ),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    // One after the other: a hundred who ask all the time would slow down what they wait for.
    const ended: AnyJson[] = [];
    for (const { body } of answers) ended.push(await shop.ended(body.jobID, 60_000));
    expect(ended.every(({ status }) => status === 'SUCCESS')).toBe(true);
    expect(new Set(ended.map(({ jobID }) => jobID)).size).toBe(100);
    expect(await shop.figures('ORDERED')).toMatchObject({ onHand: 300 });
    const inTurn = ended.sort((a, b) => a.started.localeCompare(b.started) || a.finished.localeCompare(b.finished));
    for (const [at, job] of inTurn.slice(1).entries()) expect(job.started >= inTurn[at].finished).toBe(true);
  }, 90_000);

  test('a jump beyond the guard is parked, an old count is fenced, less than nothing is refused', async () => {
    await shop.refresh([{ upc: 'GUARDED', quantity: 5 }]);
    const before = new Date(Date.now() - 60_000).toISOString();
    const job = await shop.refresh([
      { upc: 'GUARDED', quantity: 999_999 },
      { upc: 'GUARDED', quantity: 7, asOf: before },
      { upc: 'A-2', quantity: 1 },
    ]);
    expect(job.status).toBe('SUCCESS');
    expect(job.messages).toEqual([
      expect.stringMatching(/^item\[0\] GUARDED: delta_guard/),
      expect.stringMatching(/^item\[1\] GUARDED: fenced/),
    ]);
    const confirm = () => shop.send('POST', `/v1/queue/${job.jobID}/confirm`);
    const meant = await confirm();
    expect((await confirm()).body.jobID).toBe(meant.body.jobID);
    expect(await shop.ended(meant.body.jobID)).toMatchObject({ status: 'SUCCESS', itemCount: 1, messages: [] });
    expect(await shop.figures('GUARDED')).toMatchObject({ onHand: 999_999 });
    await shop.adjust(Array.from({ length: 10 }, () => ({ upc: 'GUARDED', quantity: -99_999 })));
    await shop.adjust([{ upc: 'GUARDED', quantity: -4 }]);
    const less = await shop.adjust([{ upc: 'GUARDED', quantity: -6 }]);
    expect(less.messages).toEqual([expect.stringContaining('below_zero')]);
    expect(await shop.figures('GUARDED')).toMatchObject({ onHand: 5 });
  });

  test('the limits of a call and the form of its items are held', async () => {
    const many = Array.from({ length: 12_001 }, (_, i) => ({ upc: `M-${i}`, quantity: 1 }));
    for (const [path, items] of [
      ['refresh', many],
      ['adjust', many.slice(0, 1_001)],
      ['refresh', [{ upc: 'X', quantity: -1 }]],
      ['adjust', [{ quantity: 1 }]],
      ['adjust', [{ upc: 'X', quantity: 1.5 }]],
    ] as const) {
      const { status, body } = await shop.send('POST', `/v5/inventory/${path}`, shop.at([...items]));
      expect(status).toBe(400);
      expect(body).toEqual({ error: 'VALIDATION_FAILED', message: expect.any(String) });
    }
  });

  test('small lists are done at once where the call may choose; large ones become a job', async () => {
    const small = await shop.send('POST', '/v5/inventory/smart-refresh/', shop.at([{ upc: 'S-1', quantity: 4 }]));
    expect(small.body).toMatchObject({ method: 'sync', jobID: null, success: true, numResults: 1 });
    expect(await shop.figures('S-1')).toMatchObject({ onHand: 4 });
    const items = Array.from({ length: 26 }, (_, i) => ({ upc: `S-${i}`, quantity: 2 }));
    const large = await shop.send('POST', '/v5/inventory/smart-refresh', shop.at(items));
    expect(large.body).toMatchObject({ method: 'async', jobID: expect.any(String) });
    await shop.ended(Number(large.body.jobID));
    expect(await shop.figures('S-25')).toMatchObject({ onHand: 2 });
    const now = await shop.send('POST', '/v5/inventory/sync-adjust', shop.at([{ upc: 'S-1', quantity: 1 }]));
    expect(now.body).toMatchObject([{ upc: 'S-1', onHand: 3, locationCode: PLACE }]);
  });

  test('under an idempotency key a repeat is the same job; without one it is another', async () => {
    const body = shop.at([{ upc: 'A-1', quantity: 1 }]);
    const key = { 'idempotency-key': `k-${Date.now()}` };
    const first = await shop.send('POST', '/v5/inventory/adjust', body, key);
    const again = await shop.send('POST', '/v5/inventory/adjust', body, key);
    expect(again.body).toEqual(first.body);
    const other = await shop.send('POST', '/v5/inventory/adjust', body);
    expect(other.body.jobID).not.toBe(first.body.jobID);
  });

  test('both prefixes are one table; a token and its scope are required; what is not there is 404', async () => {
    const { body } = await shop.send('POST', '/v5/inventory/adjust', shop.at([{ upc: 'A-1', quantity: 1 }]));
    const other = await client.send('GET', `/api${BASE}/v1/queue/${body.jobID}`);
    expect(other.body).toMatchObject({ jobID: body.jobID, type: 'ADJUST' });
    const nobody = await client.send('GET', `${BASE}/v1/queue/${body.jobID}`, { token: null });
    expect(nobody.status).toBe(401);
    expect(nobody.body).toEqual({ error: 'UNAUTHENTICATED', message: expect.any(String) });
    expect((await client.send('GET', `${BASE}/v1/queue/999999999`)).status).toBe(404);
    expect((await client.send('GET', `${BASE}/v1/nothing`)).body).toMatchObject({ error: 'NOT_FOUND' });
  });

  test('client credentials give a token, and the tenant its host', async () => {
    const { clientId, clientSecret } = demo;
    const credentials = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
    const path = '/api/platform/applications/authtickets/oauth';
    const { status, body } = await client.send('POST', path, { body: credentials, token: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: expect.any(Number) });
    const tenant = await client.send('GET', '/api/platform/tenants/10001', { token: body.access_token });
    expect(tenant.body).toMatchObject({ id: 10001, domain: new URL(demo.apiUrl).host });
    const wrong = await client.send('POST', path, { body: { ...credentials, client_secret: 'no' }, token: null });
    expect(wrong.status).toBe(401);
  });
});
