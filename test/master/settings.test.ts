import { lifeOf, lines, sandbox } from '../life/support';
import type { AnyJson } from '../harness/client';
import { saveSkus } from '../../src/store/skus';
import { client, demo, inDatabase, makeBuilding, makeUnit, newId, orderLike, violationsOf } from './support';

const idOf = (path: string): string => path.split('/').at(-1) ?? '';

/** A unit that ships the demo's goods from the demo's building. */
async function shop(members: Record<string, unknown> = {}): Promise<string> {
  const unit = await makeUnit(members);
  await client.put(`${unit}/buildings/${demo.buildingId}`, undefined);
  const skus = demo.skus.map((skuId) => ({ businessUnitId: idOf(unit), skuId, description: skuId, active: true }));
  await inDatabase((db) => saveSkus(db, skus));
  return unit;
}

const settle = async (unit: string, settings: Record<string, unknown>): Promise<AnyJson> => {
  const { status, body } = await client.put(`${unit}/general_settings`, settings);
  expect([status, body.errors]).toEqual([200, undefined]);
  return body.data;
};

/** Sends an order without a word of building, carrier or speed. */
async function order(unit: string, members: Record<string, unknown> = {}, suffix = '') {
  const customerOrderNumber = `${newId('S')}${suffix}`;
  const plain = { customerOrderNumber, requestedBuildingId: undefined, orderDropDate: undefined };
  const { status, body } = await client.post(`${unit}/sales_orders`, orderLike({ ...plain, ...members }));
  expect(status).toBe(201);
  return { life: lifeOf(idOf(unit), customerOrderNumber), first: body.data };
}

describe('the general settings of a unit', () => {
  it('have defaults, change by the member, and keep members that are not ours', async () => {
    const unit = await makeUnit();
    const before = (await client.get(`${unit}/general_settings`)).body.data;
    expect(before).toEqual({
      defaultBuildingId: null,
      defaultCarrierId: 'UPS',
      defaultServiceLevel: null,
      allowPartialShipment: 'Y',
      allowBackorder: 'Y',
      allowSplitAcrossBuildings: 'N',
      autoReleaseToWms: 'Y',
      lotAllocationRule: 'FIFO',
      weightUom: 'KG',
      dimensionUom: 'CM',
      timeZone: 'UTC',
      notificationEmails: null,
    });
    await settle(unit, { lotAllocationRule: 'FEFO', notificationEmails: 'a@b.example, c@d.example', erpFlag: 7 });
    const after = await settle(unit, { timeZone: 'Europe/London', ackMs: 1, defaultCarrierId: null });
    expect(after).toEqual({
      ...before,
      lotAllocationRule: 'FEFO',
      notificationEmails: 'a@b.example, c@d.example',
      timeZone: 'Europe/London',
      erpFlag: 7,
      ackMs: 1,
    });
    expect((await client.get(`${unit}/general_settings`)).body.data).toEqual(after);
    const trade = await makeUnit({ type: 'b2b' });
    const { data } = (await client.get(`${trade}/general_settings`)).body;
    expect([data.autoReleaseToWms, data.defaultCarrierId]).toEqual(['N', null]);
  });

  it('are refused with all violations at once, and a building that does not serve the unit by name', async () => {
    const unit = await makeUnit();
    const bad = { timeZone: '+02:00', lotAllocationRule: 'RANDOM', allowBackorder: true, notificationEmails: 'x' };
    const { status, body } = await client.put(`${unit}/general_settings`, bad);
    expect([status, violationsOf(body).sort()]).toEqual([
      400,
      [
        'INVALID_VALUE data.notificationEmails',
        'INVALID_VALUE data.timeZone',
        'UNKNOWN_VALUE data.allowBackorder',
        'UNKNOWN_VALUE data.lotAllocationRule',
      ],
    ]);
    const closed = await makeBuilding(demo.orgId, false);
    await client.put(`${unit}/buildings/${closed}`, undefined);
    for (const [defaultBuildingId, code, message] of [
      ['NONE', 'UNKNOWN_BUILDING', 'The default building is not known.'],
      [demo.buildingId, 'BUILDING_NOT_ASSOCIATED', 'The default building does not serve the business unit.'],
      [closed, 'BUILDING_INACTIVE', 'The default building takes no new orders.'],
    ]) {
      const answer = await client.put(`${unit}/general_settings`, { defaultBuildingId });
      expect([answer.status, answer.body.code, answer.body.errors]).toMatchObject([
        422,
        code,
        [{ message, field: 'data.defaultBuildingId' }],
      ]);
    }
  });

  it('say where an order goes, by which carrier and how fast, where it does not say itself', async () => {
    const unit = await shop();
    const other = await makeBuilding();
    await client.put(`${unit}/buildings/${other}`, undefined);
    await settle(unit, { defaultBuildingId: other, defaultCarrierId: 'DPD', defaultServiceLevel: '2D' });
    const { life, first } = await order(unit);
    expect(first).toMatchObject({ buildingId: other, carrierId: 'DPD', shippingSpeed: '2D' });
    await life.reaches('SHIPPED');
    expect((await life.books()).order).toMatchObject({ buildingId: other, carrierId: 'DPD', shippingSpeed: '2D' });
    const said = { requestedBuildingId: demo.buildingId, carrierId: 'UPS', shippingSpeed: '1D' };
    const { first: own } = await order(unit, said);
    expect(own).toMatchObject({ buildingId: demo.buildingId, carrierId: 'UPS', shippingSpeed: '1D' });
    await client.delete(`${unit}/buildings/${other}`);
    expect((await client.get(`${unit}/general_settings`)).body.data.defaultBuildingId).toBeNull();
    expect((await order(unit)).first.buildingId).toBe(demo.buildingId);
  });

  it('say whether orders release by themselves', async () => {
    const unit = await shop();
    await settle(unit, { autoReleaseToWms: 'N' });
    const { life } = await order(unit);
    expect((await life.read()).waiting).toMatchObject({ on: 'client', reason: 'waits for a quote or a release' });
    await settle(unit, { autoReleaseToWms: 'Y' });
    await (await order(unit)).life.reaches('SHIPPED');
    expect((await life.read()).status).toBe('CREATED');
    await client.post(`${life.path}/release`);
    await life.reaches('SHIPPED');
  });

  it('say in which zone the days of an order begin and end', async () => {
    const unit = await shop();
    await settle(unit, { timeZone: 'America/New_York' });
    const { first } = await order(unit, { orderDropDate: '2099-01-01' });
    expect(first.holds).toMatchObject([{ code: 'ORDER_DROP_DATE', until: '2099-01-01T05:00:00.000Z' }]);
    const summer = await order(unit, { customerDates: { doNotShipBefore: '2099-07-01' } });
    expect(summer.first.holds).toMatchObject([{ until: '2099-07-01T04:00:00.000Z' }]);
  });

  it('reach an order that runs: what it asks for when it is short counts as the unit allows it then', async () => {
    const unit = await shop();
    await sandbox('POST', '/profile', { businessUnitId: idOf(unit) });
    const asks = { fillKillIndicator: '3', orderLines: lines(3) };
    const held = { ...asks, orderDropDate: '2099-01-01' };
    const [before, after, whole] = [
      await order(unit, held, '-SHORT'),
      await order(unit, held, '-SHORT'),
      await order(unit, held, '-SHORT'),
    ];
    const release = ({ life }: typeof before) => client.delete(`${life.path}/holds/ORDER_DROP_DATE`);
    await release(before);
    expect((await before.life.reaches('CLOSED_SHORT')).backorderNumber).toBe(`${before.life.number}-B1`);
    await settle(unit, { allowBackorder: 'N' });
    await release(after);
    const cancelled = await after.life.reaches('CLOSED_SHORT');
    expect([cancelled.backorderNumber, cancelled.orderLines[0].quantityBackordered]).toEqual([null, 0]);
    expect(cancelled.orderLines[0].quantityCancelled).toBeGreaterThan(0);
    await settle(unit, { allowPartialShipment: 'N' });
    await new Promise((resolve) => setTimeout(resolve, 3100));
    await release(whole);
    await whole.life.raises('FILL_OR_KILL_BROKEN');
    const told = async ({ life }: typeof before) => (await life.books()).order.fillKillIndicator;
    expect([await told(before), await told(whole)]).toEqual(['3', '1']);
  });
});

describe('an order of a new unit', () => {
  it('that no building serves waits and says so; it goes on once one does and the order is updated', async () => {
    const unit = await makeUnit();
    const skus = demo.skus.map((skuId) => ({ businessUnitId: idOf(unit), skuId, description: skuId, active: true }));
    await inDatabase((db) => saveSkus(db, skus));
    const { life, first } = await order(unit);
    expect([first.buildingId, first.waiting]).toMatchObject([
      null,
      { on: 'client', reason: 'no building served the business unit: associate one, then update the order' },
    ]);
    await client.put(`${unit}/buildings/${demo.buildingId}`, undefined);
    const { status } = await client.put(
      life.path,
      orderLike({ customerOrderNumber: undefined, orderDropDate: undefined }),
    );
    expect(status).toBe(200);
    await life.reaches('SHIPPED');
  });
});
