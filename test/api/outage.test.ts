import { startApi, type RunningApi } from '../../src/api/server';
import { issueToken } from '../../src/api/tokens';
import { loadConfig } from '../../src/platform/config';
import { apiClient, type ApiClient } from '../harness/client';
import { api } from './support';

const { demo, client, orders, orderLike } = api();
/** A port on which nobody listens. */
const NOBODY = '127.0.0.1:9';

/** An API of its own with something missing; it has a secret, and so tokens, of its own. */
async function apiWithout(env: Record<string, string>): Promise<{ running: RunningApi; own: ApiClient }> {
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: demo.databaseUrl,
    TEMPORAL_ADDRESS: demo.temporalAddress,
    TOKEN_SECRET: 's'.repeat(40),
    LOG_LEVEL: 'silent',
    COMMAND_DEADLINE_MS: '2000',
    ...env,
  });
  const running = await startApi(config);
  const principal = { clientId: 'test', orgId: demo.orgId, businessUnitIds: null, scopes: ['admin'] };
  const token = await issueToken(principal, config.tokenSecret, 600);
  return { running, own: apiClient({ apiUrl: running.url, token }) };
}

describe('while Temporal is down', () => {
  let running: RunningApi;
  let own: ApiClient;
  beforeAll(async () => ({ running, own } = await apiWithout({ TEMPORAL_ADDRESS: NOBODY })));
  afterAll(() => running.stop());

  it('orders are accepted all the same, and commands are answered 503', async () => {
    const order = orderLike();
    const created = await own.post(orders, order);
    expect(created.status).toBe(201);
    const held = await own.post(`${orders}/${order.customerOrderNumber}/holds`, { code: 'CREDIT' });
    expect([held.status, held.body.code, held.body.retryable]).toEqual([503, 'TEMPORAL_UNAVAILABLE', true]);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('callbacks are kept and answered', async () => {
    const order = orderLike();
    await client.post(orders, order);
    const { customerOrderNumber } = order;
    const lines = [{ customerLineNumber: '1', skuId: demo.skus[0], quantity: 1 }];
    const shipments = [{ shipmentId: 'S-1', containers: [{ containerId: 'C1', lines }] }];
    const fact = { businessUnitId: demo.businessUnitId, customerOrderNumber, orderComplete: false, shipments };
    expect((await own.post('/shipConfirmation', fact)).status).toBe(200);
  });

  it('the service says that it is not ready, and why', async () => {
    const { status, body } = await own.get('/readyz');
    expect([status, body.code, body.reasons]).toEqual([503, 'NOT_READY', [expect.stringMatching(/^temporal: /)]]);
    expect((await own.get('/livez')).status).toBe(200);
  });
});

describe('while PostgreSQL is down', () => {
  let running: RunningApi;
  let own: ApiClient;
  beforeAll(async () => ({ running, own } = await apiWithout({ DATABASE_URL: `postgres://u:p@${NOBODY}/x` })));
  afterAll(() => running.stop());

  it('everything that needs it is answered 503, to be tried again', async () => {
    for (const answer of [await own.get(orders), await own.post(orders, orderLike())]) {
      expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([503, 'DATABASE_UNAVAILABLE', true]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1/);
    }
    expect((await own.get('/readyz')).body.reasons).toEqual([expect.stringMatching(/^database: /)]);
  });
});

describe('while the service stops', () => {
  it('a running request is finished and new ones find nobody', async () => {
    const { running, own } = await apiWithout({});
    const listing = own.get(orders);
    await own.get('/livez');
    await Promise.all([listing, running.stop(), running.stop()]);
    expect((await listing).status).toBe(200);
    await expect(fetch(`${running.url}/livez`)).rejects.toThrow();
  });
});
