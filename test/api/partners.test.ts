import { randomUUID } from 'node:crypto';
import { api } from './support';

const { client, orders, orderLike, demo } = api();
const occurredAt = new Date().toISOString();

describe('events of partners', () => {
  it('of a carrier find their order by the tracking number, once each', async () => {
    const order = orderLike({ orderDropDate: undefined });
    const path = `${orders}/${order.customerOrderNumber}`;
    await client.post(orders, order);
    await client.until(path, (body) => body.data.status === 'SHIPPED');
    const [shipment] = (await client.get(`${path}/shipments`)).body.data;
    const trackingNumber = shipment.trackingNumber ?? shipment.containers[0].trackingNumber;
    const event = { eventId: randomUUID(), type: 'in_transit', occurredAt, trackingNumber };
    for (let i = 0; i < 2; i++) {
      const answer = await client.send('POST', '/carriers/UPS/events', { body: { events: [event] } });
      expect([answer.status, answer.body]).toEqual([200, {}]);
    }
    const tracked = (body: { data: { type: string }[] }) => body.data.filter(({ type }) => type === 'tracking_updated');
    const events = await client.until(`${path}/events`, (body) => tracked(body).length > 0);
    expect(tracked(events)).toHaveLength(1);
  });

  it('that nobody can place are kept and answered 404', async () => {
    const event = { eventId: randomUUID(), type: 'delivered', occurredAt, trackingNumber: randomUUID() };
    const answer = await client.send('POST', '/carriers/UPS/events', { body: { events: [event] } });
    expect([answer.status, answer.body.code]).toEqual([404, 'ORDER_UNKNOWN']);
    const parked = (await client.get('/parked_callbacks?limit=1000')).body.data;
    expect(parked).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: expect.stringContaining(event.eventId), type: null })]),
    );
  });

  it('of a warehouse are checked as a whole', async () => {
    const event = { eventId: 'e', occurredAt, businessUnitId: demo.businessUnitId, customerOrderNumber: 'X' };
    const events = [
      { ...event, type: 'pick_started' },
      { ...event, type: 'lost' },
      { ...event, type: 'short_pick' },
    ];
    const answer = await client.send('POST', '/wms/events', { body: { events } });
    expect(answer.status).toBe(400);
    const fields = answer.body.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(expect.arrayContaining(['events[1].type', 'events[2].lines']));
  });
});
