import { randomBytes } from 'node:crypto';
import { FAR_AWAY } from '../api/support';
import type { AnyJson, Answer } from '../harness/client';
import { ownUnit } from '../life/ownUnit';
import { client, demo, holdCodes, lifeOf, lines, soon, startLife } from '../life/support';
import { answer } from './parties';

describe('an update of an order that the warehouse has', () => {
  it('case 13: an update after the release is refused with what can be done instead, and reaches nobody', async () => {
    const life = await startLife({ orderLines: lines(2) }, { suffix: '-NOSHIP' });
    const before = await life.reaches('ACKNOWLEDGED');
    const late = await client.put(life.path, { ...life.document, orderLines: lines(5) });
    expect(answer(late)).toEqual([409, 'ORDER_RELEASED']);
    expect(late.body).toMatchObject({ orderStatus: 'ACKNOWLEDGED', allowedActions: before.allowedActions });
    expect(before.allowedActions).toContain('cancel');
    expect(await life.read()).toEqual(before);
    expect(await life.types()).not.toContain('updated');
    const { order, messages } = await life.books();
    expect([order.lines[0].quantity, messages.length]).toEqual([2, 1]);
    // The way that is left: cancel, and send it anew under another number.
    expect((await client.delete(life.path)).status).toBe(202);
    await life.reaches('CANCELLED');
    const anew = await startLife({ ...life.document, customerOrderNumber: `${life.number}-2`, orderLines: lines(5) });
    const second = lifeOf(anew.unit, `${life.number}-2`);
    await second.reaches('SHIPPED');
    expect((await second.books()).order.lines).toMatchObject([{ quantity: 5 }]);
  });
});

describe('two updates of one order at once', () => {
  it('case 14: of two updates with If-Match one wins; the other is answered 412 with the version that did', async () => {
    const unit = await ownUnit({ settings: { ifMatchRequired: true } });
    const life = await startLife({ orderDropDate: FAR_AWAY, orderLines: lines(1) }, { unit });
    const etag = (await client.get(life.path)).headers.get('etag') ?? '';
    const put = (quantity: number, headers: Record<string, string>) =>
      client.put(life.path, { ...life.document, orderLines: lines(quantity) }, { headers });
    const answers = await Promise.all([2, 3].map((quantity) => put(quantity, { 'if-match': etag })));
    const [won, lost] = answers.toSorted((one, other) => one.status - other.status) as [Answer, Answer];
    expect([won.status, ...answer(lost)]).toEqual([200, 412, 'PRECONDITION_FAILED']);
    expect(lost.headers.get('etag')).toBe(won.headers.get('etag'));
    expect(answer(await put(9, {}))).toEqual([428, 'PRECONDITION_REQUIRED']);
    expect((await life.read()).orderLines).toEqual(won.body.data.orderLines);
    expect(await life.types()).toEqual(['created', 'updated']);
  });

  it('case 14: of two updates without If-Match the last one stays; both are on the timeline, the warehouse gets what stayed', async () => {
    const life = await startLife({ orderDropDate: FAR_AWAY, orderLines: lines(1) });
    const { orderDropDate: _date, ...atOnce } = life.document as Record<string, unknown>;
    const put = (quantity: number) => client.put(life.path, { ...life.document, orderLines: lines(quantity) });
    const answers = await Promise.all([put(2), put(3)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await life.types()).toEqual(['created', 'updated', 'updated']);
    const { orderLines, sequence } = await life.read();
    expect([[2, 3].includes(orderLines[0].quantity), sequence]).toEqual([true, 3]);
    await client.put(life.path, { ...atOnce, orderLines });
    await life.reaches('SHIPPED');
    expect((await life.books()).order.lines).toMatchObject([{ quantity: orderLines[0].quantity }]);
  });
});

describe('an order that names what we do not know', () => {
  const stray = { ...lines(1)[0], customerLineNumber: '2', skuId: 'NONE' };

  it('case 22: one unknown SKU refuses the whole order and names its line', async () => {
    const [error] = await refusedWhole('UNKNOWN_SKU', { orderLines: [...lines(1), stray] });
    expect(error).toMatchObject({ code: 'UNKNOWN_SKU', pointer: expect.stringContaining('/orderLines/1') });
  });

  it('case 22: an unknown building refuses the order', async () => {
    const [error] = await refusedWhole('UNKNOWN_BUILDING', { requestedBuildingId: 'NONE' });
    expect(error).toMatchObject({ pointer: '#/data/requestedBuildingId' });
  });

  /** Refused before anybody hears of it; its number stays free. */
  async function refusedWhole(code: string, members: Record<string, unknown>): Promise<AnyJson[]> {
    const number = `L-${randomBytes(4).toString('hex')}`;
    const orders = `/business_units/${demo.businessUnitId}/sales_orders`;
    const shipTo = { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode: 'LS1 4AB' };
    const document = { customerOrderNumber: number, requestedBuildingId: demo.buildingId, shipTo };
    const refused = await client.post(orders, { ...document, orderLines: lines(1), ...members });
    expect(answer(refused)).toEqual([422, code]);
    expect(refused.body.errors).toHaveLength(1);
    expect((await client.get(`${orders}/${number}`)).status).toBe(404);
    const life = lifeOf(demo.businessUnitId, number);
    expect(await life.books()).toMatchObject({ order: undefined, messages: [] });
    expect((await client.post(orders, { ...document, orderLines: lines(1) })).status).toBe(201);
    await life.reaches('SHIPPED');
    return refused.body.errors;
  }
});

describe('an order with an address that cannot be right', () => {
  const address = { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode: '99999' };

  it('case 23: an order with an address that cannot be right is held for review, and goes on with the corrected one', async () => {
    const life = await startLife({ shipTo: address });
    expect(life.first).toMatchObject({
      status: 'ON_HOLD',
      holds: [{ code: 'ADDRESS_REVIEW', owner: 'ops', until: null }],
      waiting: { on: 'ops', reason: expect.stringContaining('ADDRESS_REVIEW') },
      exceptions: [],
    });
    expect(answer(await client.post(`${life.path}/release`))).toEqual([409, 'ORDER_ON_HOLD']);
    expect((await life.books()).order).toBeUndefined();
    const shipTo = { ...address, postalCode: 'LS1 4AB' };
    const corrected = await client.put(life.path, { ...life.document, shipTo });
    expect([corrected.status, corrected.body.data.holds]).toEqual([200, []]);
    await life.reaches('SHIPPED');
    expect((await life.types()).slice(0, 3)).toEqual(['created', 'updated', 'release_started']);
    const { order, messages } = await life.books();
    expect([order.shipTo.postalCode, messages.length]).toEqual(['LS1 4AB', 1]);
  });
});

describe('a date before which nothing may ship', () => {
  it('case 25: a date before which nothing may ship holds the order; moved to an earlier one, it releases the order then', async () => {
    const life = await startLife({ customerDates: { doNotShipBefore: FAR_AWAY } });
    const until = `${FAR_AWAY}T00:00:00.000Z`;
    expect(life.first).toMatchObject({
      status: 'ON_HOLD',
      holds: [{ code: 'DO_NOT_SHIP_BEFORE', until }],
      waiting: { on: 'client', reason: expect.stringContaining('DO_NOT_SHIP_BEFORE'), nextDeadline: until },
    });
    const doNotShipBefore = soon(1200);
    const moved = await client.put(life.path, { ...life.document, customerDates: { doNotShipBefore } });
    expect(moved.body.data.holds).toMatchObject([{ code: 'DO_NOT_SHIP_BEFORE', until: doNotShipBefore }]);
    const shipped = await life.reaches('SHIPPED');
    expect(holdCodes(shipped)).toEqual([]);
    expect((await life.types()).slice(1, 4)).toEqual(['updated', 'hold_released', 'release_started']);
    expect((await life.event('hold_released')).at >= doNotShipBefore).toBe(true);
    expect((await life.books()).order.attempts[0].at >= doNotShipBefore).toBe(true);
  });
});
