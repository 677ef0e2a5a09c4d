import { FAR_AWAY } from '../api/support';
import { client, holdCodes, openCodes, soon, startLife, type Life } from './support';

const hold = (life: Life, code: string, more = {}) => client.post(`${life.path}/holds`, { code, ...more });
const letGo = (life: Life, code: string) => client.delete(`${life.path}/holds/${code}`);
const badAddress = { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode: '99999' };

describe('holds', () => {
  it('stand beside each other; the order goes on by itself with the last of them', async () => {
    const life = await startLife({ shipTo: badAddress });
    expect(life.first).toMatchObject({ status: 'ON_HOLD', holds: [{ code: 'ADDRESS_REVIEW', owner: 'ops' }] });
    expect(life.first.waiting.on).toBe('ops');
    await hold(life, 'CREDIT', { note: 'over the limit' });
    const held = (await hold(life, 'FRAUD')).body.data;
    expect(holdCodes(held)).toEqual(['ADDRESS_REVIEW', 'CREDIT', 'FRAUD']);
    expect(held.allowedActions).toEqual(['update', 'hold', 'release_hold', 'cancel', 'quote']);
    const release = await client.post(`${life.path}/release`);
    expect([release.status, release.body.code]).toEqual([409, 'ORDER_ON_HOLD']);
    for (const code of ['CREDIT', 'ADDRESS_REVIEW']) {
      expect((await letGo(life, code)).body.data.status).toBe('ON_HOLD');
    }
    expect((await life.books()).order).toBeUndefined();
    expect((await letGo(life, 'FRAUD')).status).toBe(200);
    const shipped = await life.reaches('SHIPPED');
    expect(shipped.holds).toEqual([]);
    const named = (await life.events()).filter(({ type }) => type === 'held' || type === 'hold_released');
    expect(named.map(({ type, data }) => `${type} ${data.code}`)).toEqual([
      'held CREDIT',
      'held FRAUD',
      'hold_released CREDIT',
      'hold_released ADDRESS_REVIEW',
      'hold_released FRAUD',
    ]);
    expect(named[0]).toMatchObject({ actor: 'client', note: 'over the limit' });
  });

  it('with an end are lifted then', async () => {
    const life = await startLife({ shipTo: badAddress });
    const until = soon(1500);
    expect((await hold(life, 'STOCK_COUNT', { until })).body.data.waiting.nextDeadline).toBe(until);
    await letGo(life, 'ADDRESS_REVIEW');
    expect(await life.read()).toMatchObject({ status: 'ON_HOLD', waiting: { on: 'client', nextDeadline: until } });
    await life.reaches('SHIPPED');
    expect((await life.event('hold_released')).at >= until).toBe(true);
  });

  it('cannot be set any more once the warehouse has the order', async () => {
    const life = await startLife({}, { suffix: '-NOSHIP' });
    const { allowedActions } = await life.reaches('ACKNOWLEDGED');
    expect(allowedActions).toEqual(['cancel', 'quote', 'confirm_shipment']);
    const late = await hold(life, 'CREDIT');
    expect([late.status, late.body.code]).toEqual([409, 'ORDER_RELEASED']);
    expect(late.body).toMatchObject({ orderStatus: 'ACKNOWLEDGED', allowedActions });
  });
});

describe('a date before which nothing may ship', () => {
  it('stops holding the order once it is taken away', async () => {
    const life = await startLife({ orderDropDate: FAR_AWAY, customerDates: { doNotShipBefore: FAR_AWAY } });
    expect(holdCodes(life.first)).toEqual(['DO_NOT_SHIP_BEFORE', 'ORDER_DROP_DATE']);
    const { customerDates: _gone, orderDropDate: _too, ...rest } = life.document as Record<string, unknown>;
    expect((await client.put(life.path, rest)).status).toBe(200);
    await life.reaches('SHIPPED');
  });
});

describe('an order that the warehouse rejects', () => {
  it('in the very answer to the drop is held likewise', async () => {
    const life = await startLife({}, { suffix: '-DROPREFUSE' });
    expect(openCodes(await life.reaches('ON_HOLD'))).toEqual(['WMS_REJECTED']);
    expect((await life.event('release_refused')).data).toMatchObject({ code: 'UNKNOWN_SKU' });
    await client.post(`${life.path}/release`);
    await life.reaches('SHIPPED');
  });

  it('is rejected for good by a person only', async () => {
    const life = await startLife({}, { suffix: '-ACKREJECT' });
    const [{ id }] = (await life.reaches('ON_HOLD')).exceptions;
    const answer = await client.post(`/exceptions/${id}/resolve`, { action: 'reject_order', note: 'sold out' });
    expect(answer.body.data).toMatchObject({
      status: 'REJECTED',
      waiting: null,
      holds: [],
      orderLines: [{ status: 'CANCELLED', quantityCancelled: 2 }],
      exceptions: [{ resolution: expect.any(String), resolvedAt: expect.any(String) }],
    });
    expect(await life.event('order_rejected')).toMatchObject({ actor: 'client', note: 'sold out' });
    const again = await client.post(`${life.path}/release`);
    expect([again.status, again.body.code]).toEqual([409, 'ORDER_CLOSED']);
    expect((await life.books()).order.attempt).toBe(1);
  });
});
