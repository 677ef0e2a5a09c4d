import { issueToken } from '../../src/api/tokens';
import { basicOf } from '../dcl/support';
import type { ApiClient } from '../harness/client';
import { ownApi } from './ownApi';
import { api } from './support';

const { demo, orders, client } = api();
const LIMIT = 4;
const PARTNER_LIMIT = 2;
let own: ApiClient;
let stop: () => Promise<void>;
beforeAll(async () => {
  const env = { RATE_LIMIT_PER_MINUTE: String(LIMIT), CALLBACK_RATE_LIMIT_PER_MINUTE: String(PARTNER_LIMIT) };
  const api = await ownApi(env);
  ({ own } = api);
  stop = () => api.running.stop();
});
afterAll(() => stop());

let clients = 0;
/** A token of an API client whose requests nobody else makes. */
const newToken = (): Promise<string> =>
  issueToken(
    { clientId: `limited-${(clients += 1)}`, orgId: demo.orgId, businessUnitIds: null, scopes: ['admin'] },
    's'.repeat(40),
    600,
  );
const times = async (count: number, ask: () => Promise<{ status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let n = 0; n < count; n += 1) statuses.push((await ask()).status);
  return statuses;
};
const few = (value: string | null): boolean => Number(value) >= 1 && Number(value) <= 60;

describe('a client that asks more often than it may', () => {
  it('is told so before, and then when to come again; others go on', async () => {
    const token = await newToken();
    const first = await own.get(orders, { token });
    expect([first.status, first.headers.get('ratelimit'), first.headers.get('ratelimit-policy')]).toEqual([
      200,
      expect.stringMatching(/^"client"; ?r=3; ?t=(60|59)$/),
      expect.stringMatching(/^"client"; ?q=4; ?w=60/),
    ]);
    expect(await times(LIMIT - 1, () => own.get(`${orders}/NO-SUCH`, { token }))).toEqual([404, 404, 404]);
    const refused = await own.post(orders, {}, { token });
    expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED', retryable: true, limit: LIMIT } });
    expect(refused.headers.get('ratelimit')).toMatch(/^"client"; ?r=0; ?t=\d+$/);
    expect(few(refused.headers.get('retry-after'))).toBe(true);
    expect((await own.get(orders, { token: await newToken() })).status).toBe(200);
  });

  it('is not counted where nobody knows who it is', async () => {
    const refused = await times(LIMIT + 2, () => own.get(orders, { token: 'nobody' }));
    expect(new Set(refused)).toEqual(new Set([401]));
    expect(await times(LIMIT + 2, () => own.get('/problems/rate-limited', { token: null }))).not.toContain(429);
  });

  it('reads it in the words of its contract', async () => {
    const token = await newToken();
    const kibo = () => own.get('/commerce/inventory/v1/queue', { token });
    expect(await times(LIMIT, kibo)).not.toContain(429);
    const refused = await kibo();
    expect([refused.status, refused.body]).toEqual([429, { error: 'RATE_LIMITED', message: expect.any(String) }]);
    expect(few(refused.headers.get('retry-after'))).toBe(true);

    const headers = basicOf(demo.clientId, demo.clientSecret);
    const dcl = () => own.get('/api/v1/items?account_number=1', { token: null, headers });
    expect(await times(LIMIT, dcl)).not.toContain(429);
    const limited = await dcl();
    expect([limited.status, limited.body]).toEqual([429, { error_code: 429, error_message: expect.any(String) }]);
    expect(few(limited.headers.get('retry-after'))).toBe(true);
  });
});

describe('callbacks', () => {
  it('have a limit of their own', async () => {
    const token = await newToken();
    expect(await times(LIMIT + 1, () => own.get(orders, { token }))).toContain(429);
    const callback = () => own.post('/salesOrderAck', {}, { token });
    expect(await times(PARTNER_LIMIT + 1, callback)).toEqual([400, 400, 429]);
  });
});

test('a limit of 0, as on the local stack, is none', async () => {
  const { status, headers } = await client.get(orders);
  expect([status, headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([200, null, null]);
});
