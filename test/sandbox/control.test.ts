import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SUFFIXES } from '../../sandbox/suffixes';
import { ShipConfirmation } from '../../src/contract/umg/confirmations';
import { LIMIT, SECRET, drop, pause, recall, startWorld, story, until } from './world';
import type { TestWorld } from './world';

describe('the sandbox by hand', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await startWorld();
    await world.control('/profile', { manual: true });
  });
  afterEach(() => world.stop());

  const send = (number: string) => world.partners.wms.drop(world.connection('wms'), [drop(number)], LIMIT);
  const act = (number: string, deed: string, body: unknown = {}) =>
    world.control(`/orders/BU01/${number}/${deed}?wait=3000`, body);

  test('a manual warehouse acts only when told, and says what its callbacks were answered', async () => {
    await send('H-1');
    await pause(100);
    expect(world.api.received).toHaveLength(0);
    expect((await act('H-1', 'acknowledge')).body).toMatchObject({
      callbacks: [{ path: '/salesOrderAck', state: 'delivered', status: 200 }],
    });
    await act('H-1', 'pick');
    await act('H-1', 'short', { lines: [{ customerLineNumber: '1', quantityMissing: 1 }], reason: 'DAMAGE' });
    await act('H-1', 'ship', { lines: [{ customerLineNumber: '1', quantity: 1 }], orderComplete: false });
    await act('H-1', 'ship');
    expect(story(world)).toEqual(['ack', 'pick_started', 'short_pick', 'ship 1', 'ship 1+1 complete']);
    const ids = world.api
      .on('/shipConfirmation')
      .map((r) => ShipConfirmation.parse(r.body.data).shipments[0]?.shipmentId);
    expect(new Set(ids).size).toBe(2);
  });

  test('rejects, answers a recall, and refuses what makes no sense', async () => {
    await send('H-2');
    await act('H-2', 'reject', { message: 'no stock', lines: ['2'] });
    expect(world.api.received[0]?.body.data.failedOrders[0]).toMatchObject({
      message: 'no stock',
      lines: [{ customerLineNumber: '2' }],
    });
    expect((await act('H-2', 'answer_recall', { accepted: true })).status).toBe(409);
    await world.partners.wms.recall(world.connection('wms'), [recall('H-2')], LIMIT);
    await act('H-2', 'answer_recall', { accepted: false, reason: 'TOO_LATE' });
    expect(story(world)).toEqual(['reject', 'recall TOO_LATE']);
    expect((await act('H-2', 'dance')).status).toBe(404);
    expect((await act('H-NONE', 'ship')).status).toBe(404);
    expect((await act('H-2', 'ship', { lines: 'all' })).body.error.code).toBe('INVALID_MESSAGE');
  });

  test('reports the same shipment again, changed where asked', async () => {
    await send('H-3');
    await act('H-3', 'ship', { shipmentId: 'S-1' });
    await act('H-3', 'ship', { shipmentId: 'S-1' });
    await act('H-3', 'ship', { shipmentId: 'S-1', shipment: { bolNumber: 'B-9' } });
    const [first, same, other] = world.api.on('/shipConfirmation').map((r) => r.body.data.shipments[0]);
    expect(same).toEqual(first);
    expect(other).toEqual({ ...first, bolNumber: 'B-9' });
  });

  test('a profile of one business unit leaves the others alone', async () => {
    await world.control('/profile', { businessUnitId: 'BU01', manual: false, picking: false });
    await send('H-4');
    await until(() => world.api.received.length === 2);
    expect(story(world)).toEqual(['ack', 'ship 2+1 complete']);
  });

  test('sends any signed callback, forgets an order, shows connections without secrets', async () => {
    const body = { data: { jobId: 'J-9', status: 'COMPLETED' } };
    await world.control('/callbacks?wait=3000', { connectionId: 'wms-1', path: '/salesOrderAck', body });
    expect(world.api.received[0]).toMatchObject({ body, verified: true });
    await send('H-5');
    await world.control('/orders/BU01/H-5', undefined, 'DELETE');
    expect((await send('H-5'))[0]?.status).toBe('accepted');
    const { body: state } = await world.control('');
    expect(state.wms.orders).toHaveLength(1);
    expect(JSON.stringify(state)).not.toContain(SECRET);
  });

  test('bad input gets an answer and harms nothing', async () => {
    const post = (where: string, text: string) =>
      fetch(world.url() + where, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text });
    expect((await post('/control/faults', '{"wms":')).status).toBe(400);
    expect((await post('/control/faults', '{"wms":{"latencyMs":"long"}}')).status).toBe(400);
    expect((await post('/control/connections', '[{}]')).status).toBe(400);
    expect((await post('/wms/orders', '{"messages":[]}')).status).toBe(401);
    expect((await post('/nowhere', '{}')).status).toBe(404);
    expect((await post('/control/profile', 'null')).status).toBe(400);
    expect((await fetch(`${world.url()}/livez`)).status).toBe(200);
  });

  test('its README lists every suffix', () => {
    const readme = readFileSync(path.join(__dirname, '../../sandbox/README.md'), 'utf8');
    const listed = [...readme.matchAll(/^\| `-([A-Z0-9]+)` +\|/gm)].map(([, suffix]) => suffix);
    expect(listed.sort()).toEqual(Object.keys(SUFFIXES).sort());
  });
});
