import type { AnyJson } from '../harness/client';
import { ownUnit } from '../life/ownUnit';
import { lines, openCodes, parcelOf, startLife } from '../life/support';
import { answered, onTheList, wordOf } from './parties';

const SHIP = '/shipConfirmation';

describe('a ship confirmation', () => {
  it('case 2: a ship confirmation that comes twice counts once, and both are answered 200', async () => {
    const life = await startLife({}, { suffix: '-DUPSHIP' });
    await life.reaches('SHIPPED');
    expect(await answered(life, SHIP, 2)).toEqual([200, 200]);
    const { exceptions, orderLines, sequence } = await life.read();
    expect([exceptions, orderLines[0].quantityShipped]).toEqual([[], 2]);
    expect((await life.types()).filter((type) => type === 'shipped')).toHaveLength(1);
    expect(await life.shipments()).toMatchObject([{ version: 1 }]);
    const [again] = await life.deed('ship', { shipmentId: (await life.shipments())[0]?.shipmentId, lines: [] });
    expect([again?.status, (await life.read()).sequence]).toEqual([200, sequence]);
    expect((await life.books()).order.shipments).toHaveLength(1);
  });

  it('case 2: a shipment confirmed again with other content is kept apart; its sender is told, and so is a person', async () => {
    const life = await startLife({}, { suffix: '-CONFLICT' });
    expect(await life.raises('SHIPMENT_CONFLICT')).toMatchObject({ severity: 'high', resolvedAt: null });
    expect(await answered(life, SHIP, 2)).toEqual([200, 409]);
    expect(await life.read()).toMatchObject({
      status: 'SHIPPED',
      orderLines: [{ quantityShipped: 2, quantityOverShipped: 0 }],
    });
    const [{ shipmentId, containers }, ...more] = (await life.shipments()) as [AnyJson];
    expect([more, containers]).toMatchObject([[], [{ lines: [{ quantity: 2 }] }]]);
    expect((await wordOf(life, 'shipment_conflict')).data).toMatchObject({ conflictingShipmentIds: [shipmentId] });
    expect(await onTheList(life)).toEqual(['SHIPMENT_CONFLICT']);
  });

  it('case 3: more than was ordered is recorded in full, and a person is told', async () => {
    const life = await startLife({}, { suffix: '-OVERSHIP' });
    const shipped = await life.reaches('SHIPPED');
    expect(shipped.orderLines).toMatchObject([{ quantity: 2, quantityShipped: 3, quantityOverShipped: 1 }]);
    expect(shipped.exceptions).toMatchObject([{ code: 'OVER_SHIPPED', lines: ['1'], resolvedAt: null }]);
    expect(await answered(life, SHIP)).toEqual([200]);
    expect(await onTheList(life)).toEqual(['OVER_SHIPPED']);
    expect((await life.types()).at(-1)).toBe('shipped');
    expect(await life.shipments()).toMatchObject([{ containers: [{ lines: [{ quantity: 3 }] }] }]);
    expect((await life.books()).order.shipments).toHaveLength(1);
  });

  it("case 3: more than was ordered raises nothing within the business unit's tolerance", async () => {
    const unit = await ownUnit({ settings: { overShipTolerance: 1 } });
    const life = await startLife({}, { unit, suffix: '-OVERSHIP' });
    const { exceptions, orderLines } = await life.reaches('SHIPPED');
    expect([exceptions, orderLines[0].quantityOverShipped]).toEqual([[], 1]);
    expect(await onTheList(life)).toEqual([]);
  });

  it('case 34: a shipment after a rejection is true all the same, and the contradiction is shown', async () => {
    const life = await startLife({}, { suffix: '-REJECTTHENSHIP' });
    const shipped = await life.reaches('SHIPPED');
    expect([openCodes(shipped), shipped.holds]).toEqual([['ACK_CONTRADICTED'], []]);
    expect(shipped).toMatchObject({ wms: { state: 'accepted', attempt: 1 }, orderLines: [{ quantityShipped: 2 }] });
    expect((await life.types()).slice(-2)).toEqual(['rejected', 'shipped']);
    expect(await answered(life, SHIP)).toEqual([200]);
    expect(await onTheList(life)).toEqual(['ACK_CONTRADICTED']);
    const { order, messages } = await life.books();
    expect([order.status, order.attempt, messages.length]).toEqual(['shipped', 1, 1]);
  });
});

describe('a ship confirmation in parts', () => {
  const manual = () => ownUnit({ profile: { manual: true } });
  const ids = (number: string) => [1, 2, 3].map((n) => `${number}-P${n}`);

  it('case 29: parts add up whatever their order, and the last one in closes the order', async () => {
    const life = await startLife({ orderLines: lines(3) }, { unit: await manual() });
    await life.until(({ wms }) => wms.state === 'sent');
    await life.deed('acknowledge');
    const expectedShipmentIds = ids(life.number);
    const [first, second, third] = expectedShipmentIds;
    const part = (shipmentId: string | undefined, more = {}) => life.deed('ship', parcelOf(1, { shipmentId, ...more }));
    const last = await part(third, { orderComplete: true, expectedShipmentIds });
    expect(last.map(({ status }) => status)).toEqual([200]);
    expect((await life.reaches('PARTIALLY_SHIPPED')).orderLines).toMatchObject([{ quantityShipped: 1 }]);
    await part(first);
    await life.until(({ orderLines }) => orderLines[0].quantityShipped === 2);
    await part(second);
    const shipped = await life.reaches('SHIPPED');
    expect([shipped.orderLines[0].quantityShipped, shipped.exceptions]).toEqual([3, []]);
    const named = (await life.events()).flatMap(({ type, data }) => (data.shipmentIds ?? []).map(() => type));
    expect(named).toEqual(['partially_shipped', 'partially_shipped', 'shipped']);
    expect((await life.shipments()).map(({ shipmentId }) => shipmentId).sort()).toEqual(expectedShipmentIds);
    expect((await life.books()).order.shipments).toHaveLength(3);
  });

  it('case 29: an order with a part missing waits for it, then is closed short and told to a person', async () => {
    const unit = await ownUnit({ settings: { completionGraceMs: 2000 }, profile: { manual: true } });
    const life = await startLife({ orderLines: lines(3) }, { unit });
    await life.until(({ wms }) => wms.state === 'sent');
    await life.deed('acknowledge');
    const expectedShipmentIds = ids(life.number).slice(0, 2);
    const one = { orderComplete: true, shipmentId: expectedShipmentIds[0], expectedShipmentIds };
    await life.deed('ship', parcelOf(2, one));
    expect((await life.reaches('PARTIALLY_SHIPPED')).waiting.nextDeadline).toEqual(expect.any(String));
    const closed = await life.reaches('CLOSED_SHORT');
    expect(closed.orderLines).toMatchObject([{ quantityShipped: 2, quantityCancelled: 1 }]);
    expect(openCodes(closed)).toEqual(['SHIPMENTS_MISSING']);
    expect(await onTheList(life)).toEqual(['SHIPMENTS_MISSING']);
    expect((await life.types()).slice(-2)).toEqual(['partially_shipped', 'closed_short']);
  });
});
