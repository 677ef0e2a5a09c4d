import { DCL } from '../../src/api/dcl/dialect';
import { Problem } from '../../src/platform/problem';
import { saveClient } from '../../src/store/clients';
import { openDatabase } from '../../src/store/database';
import { ownApi } from '../api/ownApi';
import { basicOf, client, demo, LIVE, SANDBOX, send } from './support';

const CALLS = [
  ['POST', '/batches'],
  ['GET', '/orders'],
  ['PUT', '/orders/cancel'],
  ['PUT', '/orders/hold'],
  ['PUT', '/orders/release'],
  ['GET', '/items'],
  ['POST', '/po_notifications'],
] as const;

const asked = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  client.send(method, path, { token: null, headers, body });

describe('every answer is an envelope', () => {
  it.each([LIVE, SANDBOX].flatMap((base) => CALLS.map(([method, path]) => [method, base + path] as const)))(
    '%s %s without credentials, or with wrong ones: 401',
    async (method, path) => {
      const token = { authorization: `Bearer ${demo.token}` };
      for (const headers of [{}, basicOf(demo.clientId, 'wrong'), basicOf('nobody', demo.clientSecret), token]) {
        const answer = await asked(method, path, headers);
        expect([answer.status, answer.body.error_code]).toEqual([401, 401]);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
      }
    },
  );

  it('a client without the scope: 403', async () => {
    const db = openDatabase(demo.databaseUrl, 1);
    const reader = {
      clientId: 'dcl-reader',
      orgId: demo.orgId,
      name: 'R',
      scopes: ['orders:read'],
      businessUnitIds: null,
    };
    const secret = await saveClient(db, reader);
    await db.close();
    const headers = basicOf('dcl-reader', secret);
    expect((await asked('GET', `${LIVE}/items`, headers)).status).toBe(200);
    const answer = await asked('POST', `${LIVE}/batches`, headers, {});
    expect([answer.status, answer.body]).toEqual([
      403,
      { error_code: 403, error_message: expect.stringContaining('orders:write'), order_statuses: [] },
    ]);
  });

  it('an unknown path: 404; another method: 405', async () => {
    expect((await send('GET', `${LIVE}/rmas`)).body).toMatchObject({ error_code: 404 });
    const answer = await send('DELETE', `${LIVE}/orders`);
    expect([answer.status, answer.body.error_code, answer.headers.get('allow')]).toEqual([405, 405, 'GET']);
    expect((await send('GET', `${LIVE}/batches`)).status).toBe(405);
  });

  it('not JSON: 415; too large: 413; broken: 400', async () => {
    const headers = basicOf(demo.clientId, demo.clientSecret);
    const xml = await asked('POST', `${LIVE}/batches`, { ...headers, 'content-type': 'text/xml' }, '<batch/>');
    expect([xml.status, xml.body.error_code, xml.body.order_statuses]).toEqual([415, 415, []]);
    const large = await asked('POST', `${LIVE}/po_notifications`, headers, { note: 'x'.repeat(2_000_000) });
    expect([large.status, large.body.error_code]).toEqual([413, 413]);
    const broken = await asked('PUT', `${LIVE}/orders/hold`, headers, '{');
    expect([broken.status, broken.body.error_code]).toEqual([400, 1]);
  });

  it('text/json is JSON too', async () => {
    const headers = { ...basicOf(demo.clientId, demo.clientSecret), 'content-type': 'text/json' };
    const answer = await asked('PUT', `${LIVE}/orders/hold`, headers, { account_number: demo.accountNumber });
    expect([answer.status, answer.body]).toEqual([
      400,
      { error_code: 3, error_message: `'order_number' is required.` },
    ]);
  });

  it.each([
    ['/orders?page_size=101', 'page_size'],
    ['/orders?status=lost', 'status'],
    ['/orders?received_from=yesterday', 'received_from'],
    ['/orders?modifed_from=2026-01-01', 'modifed_from'],
    ['/orders?filter=colour+eq+red', 'filter'],
    ['/orders?fields=colour', 'fields'],
    ['/items?page_size=501', 'page_size'],
  ])('GET %s: 400, by name', async (path, name) => {
    const { status, body } = await send('GET', LIVE + path);
    expect([status, body]).toEqual([400, { error_code: 4, error_message: expect.stringMatching(`^'${name}' .+\\.$`) }]);
  });

  it('a database that is away: 503', async () => {
    const { running, own } = await ownApi({ DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' });
    try {
      const headers = basicOf(demo.clientId, demo.clientSecret);
      const answer = await own.send('POST', `${LIVE}/batches`, { token: null, headers, body: {} });
      expect([answer.status, answer.body]).toEqual([
        503,
        { error_code: 99, error_message: expect.any(String), order_statuses: [] },
      ]);
      expect(answer.headers.get('retry-after')).toBe('2');
    } finally {
      await running.stop();
    }
  });

  it.each([
    ['RATE_LIMITED', 429, 429],
    ['INTERNAL_ERROR', 500, 99],
    ['TEMPORAL_UNAVAILABLE', 503, 99],
    ['ORDER_RELEASED', 400, 12],
  ] as const)('%s reads %d, code %d', (code, status, errorCode) => {
    const problem = new Problem(code);
    expect(DCL.statusOf(problem.status)).toBe(status);
    expect(DCL.body(problem, `${LIVE}/orders`, 'r')).toMatchObject({
      error_code: errorCode,
      error_message: problem.title,
    });
  });
});
