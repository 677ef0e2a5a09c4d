import { everyText, openProcesses } from './process';
import { client, lines, startLife } from './support';

const temporal = openProcesses();
afterAll(() => temporal.close());

const person = {
  name: 'Wilhelmina Quartermaine',
  address1: '77 Foxglove Terrace',
  address2: 'Flat Ninefold',
  city: 'Leeds',
  country: 'GB',
  postalCode: 'LS1 4AB',
  email: 'w.quartermaine@example.net',
  phoneNumber: '+44 113 4960 777',
  attentionTo: 'Ottoline',
};
const FREE_TEXT = 'leave it with Barnaby next door';

describe('a parcel order', () => {
  it('goes from create to shipped; client and warehouse tell the same story', async () => {
    const life = await startLife({ orderLines: lines(3), carrierId: 'DPD' });
    const shipped = await life.reaches('SHIPPED');
    expect(await life.types()).toEqual([
      'created',
      'release_started',
      'released',
      'acknowledged',
      'in_warehouse',
      'shipped',
    ]);
    const actors = (await life.events()).map(({ actor }) => actor);
    expect(actors).toEqual(['client', 'system', 'system', 'wms', 'wms', 'wms']);
    expect(shipped).toMatchObject({
      sequence: 6,
      waiting: null,
      exceptions: [],
      wms: { state: 'accepted', attempt: 1, jobId: life.salesOrderNumber },
    });
    expect(shipped.allowedActions).toEqual(['correct_shipment']);
    const { order, messages, callbacks } = await life.books();
    expect(order).toMatchObject({ status: 'shipped', carrierId: 'DPD', lines: [{ quantity: 3 }] });
    expect(messages).toMatchObject([{ messageId: `${life.salesOrderNumber}/release/1`, received: 1 }]);
    expect(callbacks.map(({ state, tries }) => [state, tries])).toEqual(callbacks.map(() => ['delivered', 1]));
    const [shipment] = await life.shipments();
    expect(shipment).toMatchObject({ shipmentId: order.shipments[0].shipmentId, carrierId: 'DPD', version: 1 });
  });

  it('keeps within its budget of history: 26 events, 8 KB, no ordinary activity', async () => {
    const sizes: { historyLength: number; historySize: number }[] = [];
    for (let i = 0; i < 3; i += 1) {
      const life = await startLife({}, { suffix: '-NOPICK' });
      await life.reaches('SHIPPED');
      const { status, historyLength, historySize = Infinity } = await temporal.ended(life);
      const { events = [] } = await temporal.handle(life).fetchHistory();
      const ordinary = events?.filter((event) => event.activityTaskScheduledEventAttributes);
      expect({ status: status.name, ordinary }).toEqual({ status: 'COMPLETED', ordinary: [] });
      sizes.push({ historyLength, historySize });
    }
    expect(Math.max(...sizes.map(({ historyLength }) => historyLength))).toBeLessThanOrEqual(26);
    expect(Math.max(...sizes.map(({ historySize }) => historySize))).toBeLessThanOrEqual(8192);
  });

  it('leaves no personal data with Temporal', async () => {
    const order = { shipTo: person, billTo: person, notes: FREE_TEXT, deliveryInstructions1: FREE_TEXT };
    const life = await startLife({ ...order, giftMessage: FREE_TEXT }, { suffix: '-NOSHIP' });
    await life.reaches('ACKNOWLEDGED');
    expect((await life.books()).order.shipTo).toMatchObject({ name: person.name, email: person.email });
    await client.delete(`${life.path}?reason=${encodeURIComponent('Ottoline asked for it')}`);
    await life.reaches('CANCELLED');
    await temporal.ended(life);
    const told = [
      everyText(await temporal.handle(life).fetchHistory()),
      everyText((await temporal.handle(life).describe()).raw),
      everyText(await temporal.list(`WorkflowId = "so/${life.unit}/${life.number}"`)),
    ].join('\n');
    expect(told).toContain(life.number);
    const secrets = [...Object.values(person).filter((text) => !['GB', 'Leeds'].includes(text)), 'Barnaby'];
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    const timeline = (await life.events()).map(({ note: _note, ...event }) => JSON.stringify(event)).join('\n');
    expect(secrets.filter((secret) => timeline.includes(secret))).toEqual([]);
  });
});

describe('an order that waits', () => {
  it('is found in Temporal by whom it waits for, and says there what the API says', async () => {
    const jobId = `LJ-${Date.now()}`;
    const life = await startLife({ jobId, carrierId: 'UPS' }, { suffix: '-NOSHIP' });
    const { waiting } = await life.reaches('ACKNOWLEDGED');
    expect(waiting).toMatchObject({ on: 'wms', reason: expect.stringContaining('not started picking') });
    const query = `WaitingOn="wms" AND OrderStatus="ACKNOWLEDGED" AND OrderNumber="${life.number}"`;
    const [found, ...others] = await temporal.list(query);
    expect(others).toEqual([]);
    expect(found?.status.name).toBe('RUNNING');
    const attributes = found?.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]);
    expect(Object.fromEntries(attributes ?? [])).toMatchObject({
      BusinessUnitId: life.unit,
      OrderNumber: life.number,
      Channel: 'b2c',
      BuildingId: life.first.buildingId,
      CarrierCode: 'UPS',
      JobId: jobId,
      WaitingSince: new Date(waiting.since),
    });
    expect(
      await temporal
        .handle(life)
        .describe()
        .then((run) => run.staticSummary()),
    ).toContain(life.number);
    const details = await temporal.details(life);
    expect(details).toContain('**ACKNOWLEDGED**');
    expect(details).toContain(waiting.reason);
    expect(details).toContain(waiting.since);
  });

  it('shows its holds and exceptions in Temporal, and no longer once they are gone', async () => {
    const life = await startLife({}, { suffix: '-ACKREJECT' });
    await life.reaches('ON_HOLD');
    const one = `OrderNumber="${life.number}" AND `;
    expect(await temporal.list(`${one}ExceptionCodes="WMS_REJECTED" AND HoldCodes="WMS_REJECTED"`)).toHaveLength(1);
    expect(await temporal.details(life)).toContain('WMS_REJECTED');
    await client.post(`${life.path}/release`);
    await life.reaches('SHIPPED');
    expect(await temporal.list(`${one}OrderStatus="SHIPPED" AND ExceptionCodes IS NULL`)).toHaveLength(1);
  });
});
