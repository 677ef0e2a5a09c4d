import { SignJWT } from 'jose';
import { apiClient } from '../harness/client';
import { api } from './support';

const { client, orders, orderLike, demo } = api();

describe('a token', () => {
  it('comes for client id and secret', async () => {
    const { clientId, clientSecret } = demo;
    const path = `/organizations/${demo.orgId}/erp_token`;
    const { status, body, headers } = await client.post(path, { clientId, clientSecret }, { token: null });
    expect([status, body.data.tokenType]).toEqual([200, 'Bearer']);
    expect(headers.get('cache-control')).toBe('no-store');
    const withIt = apiClient({ apiUrl: demo.apiUrl, token: body.data.token });
    expect((await withIt.get(orders)).status).toBe(200);
  });

  it.each([
    ['a wrong secret', {}, { clientSecret: 'wrong' }],
    ['an unknown client', {}, { clientId: 'nobody' }],
    ['another organization', { orgId: 'OTHER' }, {}],
  ])('does not come for %s', async (_name, path, body) => {
    const { orgId } = { ...demo, ...path };
    const credentials = { clientId: demo.clientId, clientSecret: demo.clientSecret, ...body };
    const answer = await client.post(`/organizations/${orgId}/erp_token`, credentials, { token: null });
    expect([answer.status, answer.body.code]).toEqual([401, 'CREDENTIALS_INVALID']);
  });

  it.each([
    ['without one', null],
    ['with nonsense', 'nonsense'],
    ['with one that others signed', 'forged'],
  ])('is needed: %s the answer is 401', async (_name, kind) => {
    const forged = await new SignJWT({ org: demo.orgId, bus: null, scope: 'admin' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('waybill')
      .setSubject('x')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('x'.repeat(32)));
    const token = kind === 'forged' ? forged : kind;
    for (const [method, path] of [
      ['GET', orders],
      ['POST', orders],
      ['DELETE', `${orders}/X`],
      ['POST', '/shipConfirmation'],
      ['GET', '/exceptions'],
    ] as const) {
      const answer = await client.send(method, path, { token });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    }
  });
});

describe('what belongs to others does not exist', () => {
  it.each([
    ['GET', '', undefined],
    ['POST', '', orderLike()],
    ['GET', '/X', undefined],
    ['PUT', '/X', { ...orderLike(), customerOrderNumber: 'X' }],
    ['DELETE', '/X', undefined],
    ['GET', '/X/shipments', undefined],
    ['GET', '/X/events', undefined],
    ['POST', '/X/holds', { code: 'CREDIT' }],
    ['POST', '/X/release', undefined],
  ])('%s on a foreign business unit %s', async (method, path, data) => {
    const body = data && { data };
    const answer = await client.send(method, `/business_units/SOMEBODY-ELSES/sales_orders${path}`, { body });
    expect([answer.status, answer.body.code]).toEqual([404, 'BUSINESS_UNIT_NOT_FOUND']);
  });

  it('nor do other organizations', async () => {
    const answer = await client.post('/organizations/OTHER/sales_orders/X/approve_quote', { quoteId: 'Q' });
    expect([answer.status, answer.body.code]).toEqual([404, 'ORGANIZATION_NOT_FOUND']);
  });

  it('nor does an unknown order, path or method', async () => {
    expect((await client.get(`${orders}/NO-SUCH`)).body.code).toBe('ORDER_NOT_FOUND');
    expect((await client.get('/no/such/path')).body.code).toBe('NOT_FOUND');
    const answer = await client.send('PATCH', orders);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});
