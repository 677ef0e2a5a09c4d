import { randomBytes } from 'node:crypto';
import { signatureHeaders, type SigningConnection } from '../../src/contract/partner';
import { saveConnection } from '../../src/store/connections';
import { openDatabase } from '../../src/store/database';
import { api } from './support';

const { client, demo, orders, orderLike } = api();
const secret = () => `whsec_${randomBytes(24).toString('base64')}`;
const id = `C-${randomBytes(6).toString('hex')}`;
const ours: SigningConnection = { id, signingSecret: secret() };
const carriers: SigningConnection = { id: `${id}-carrier`, signingSecret: secret() };

beforeAll(async () => {
  const db = openDatabase(demo.databaseUrl, 1);
  // Of a building that no order names, so that nothing is sent there.
  const shared = {
    orgId: demo.orgId,
    buildingId: 'NONE',
    scac: null,
    url: 'http://127.0.0.1:9',
    credential: 'c',
    active: true,
  };
  await saveConnection(db, { ...shared, ...ours, kind: 'wms' });
  await saveConnection(db, { ...shared, ...carriers, kind: 'carrier', scac: 'XXXX' });
  await db.close();
});

const factOf = (customerOrderNumber: string) => {
  const lines = [{ customerLineNumber: '1', skuId: demo.skus[0], quantity: 2 }];
  const shipments = [{ shipmentId: 'S-1', containers: [{ containerId: 'C1', lines }] }];
  const data = { businessUnitId: demo.businessUnitId, customerOrderNumber, orderComplete: true, shipments };
  return JSON.stringify({ data });
};

const send = (body: string, headers: Record<string, string>, path = '/shipConfirmation') =>
  client.send('POST', path, { body, headers, token: null });

describe('a ship confirmation with a signature', () => {
  it('counts once, without a token', async () => {
    const order = orderLike();
    await client.post(orders, order);
    const body = factOf(order.customerOrderNumber);
    for (const message of ['m1', 'm1', 'm2']) {
      const answer = await send(body, signatureHeaders(ours, `${id}-${message}`, body));
      expect([answer.status, answer.body]).toEqual([200, {}]);
    }
    const path = `${orders}/${order.customerOrderNumber}`;
    const { data } = await client.until(path, (found) => found.data.status === 'SHIPPED');
    expect(data.orderLines[0]).toMatchObject({ quantityShipped: 2, quantityOverShipped: 0 });
  });

  it.each([
    ['that another secret made', (body: string) => signatureHeaders({ ...ours, signingSecret: secret() }, 'm', body)],
    ['of another body', (body: string) => signatureHeaders(ours, 'm', `${body} `)],
    ['of ten minutes ago', (body: string) => signatureHeaders(ours, 'm', body, new Date(Date.now() - 600_000))],
    ['of nobody we know', (body: string) => signatureHeaders({ ...ours, id: 'NOBODY' }, 'm', body)],
    ['of another message', (body: string) => ({ ...signatureHeaders(ours, 'm', body), 'webhook-id': 'other' })],
    ['that is missing', () => ({ 'waybill-connection': ours.id })],
  ])('%s is answered 401 and changes nothing', async (_name, headers) => {
    const order = orderLike();
    await client.post(orders, order);
    const body = factOf(order.customerOrderNumber);
    const answer = await send(body, headers(body));
    expect([answer.status, answer.body.code]).toEqual([401, 'SIGNATURE_INVALID']);
    const parked = await client.get(`/parked_callbacks?limit=1000`);
    expect(JSON.stringify(parked.body)).not.toContain(order.customerOrderNumber);
    const after = await client.get(`${orders}/${order.customerOrderNumber}/shipments`);
    expect(after.body.data).toEqual([]);
  });

  it("of a carrier's connection is answered 403, and so is a carrier's word by another carrier", async () => {
    const body = factOf('X');
    expect((await send(body, signatureHeaders(carriers, 'm', body))).body.code).toBe('FORBIDDEN');
    const event = { eventId: 'e', type: 'in_transit', occurredAt: new Date().toISOString(), trackingNumber: 'T' };
    const events = JSON.stringify({ events: [event] });
    const headers = signatureHeaders(carriers, 'm', events);
    expect((await send(events, headers, '/carriers/YYYY/events')).status).toBe(403);
    expect((await send(events, headers, '/carriers/XXXX/events')).status).toBe(404);
  });
});
