import { freightLife, quoteRequest } from './freightOrder';
import { everyText, openProcesses } from './process';
import { client } from './support';

const temporal = openProcesses();
afterAll(() => temporal.close());

describe('a freight order', () => {
  it('is approved & dropped in one step: booked first, then released with the bill of lading', async () => {
    const life = await freightLife();
    expect(life.first).toMatchObject({ status: 'CREATED', waiting: { on: 'client' } });
    const { quoteId, carrierCode } = await life.offer();
    expect(await life.read()).toMatchObject({
      status: 'QUOTED',
      waiting: { reason: expect.stringMatching(/approval/) },
    });
    const answer = await life.approve(quoteId);
    expect([answer.status, answer.body.data.status]).toEqual([202, 'RELEASED']);
    const shipped = await life.reaches('SHIPPED');
    const types = await life.types();
    expect(types.slice(1, 8)).toEqual([
      'quote_requested',
      'quoted',
      'approved',
      'booking_started',
      'booked',
      'release_started',
      'released',
    ]);
    const { order, bookings } = await life.books();
    expect(bookings).toMatchObject([{ reference: `${life.salesOrderNumber}/1`, carrierCode, status: 'BOOKED' }]);
    expect(shipped.tms).toMatchObject({ state: 'booked', quoteId, bolNumber: bookings[0].bolNumber, status: 'BOOKED' });
    expect(order.booking).toMatchObject({ bolNumber: bookings[0].bolNumber, carrierCode });
    expect(await life.shipments()).toMatchObject([{ bolNumber: bookings[0].bolNumber, carrierId: carrierCode }]);
  });

  it('is booked first; its corrected bill of lading is what the warehouse gets, and approval only drops', async () => {
    const life = await freightLife();
    const { quoteId } = await life.offer();
    expect((await life.book(quoteId)).status).toBe(201);
    expect(await life.read()).toMatchObject({ status: 'BOOKED', waiting: { on: 'client' } });
    expect((await life.books()).order).toBeUndefined();
    // What the carrier says itself, half a second after the booking, would count over an earlier correction.
    await life.until(({ tms }) => tms.proNumber !== null);
    expect((await life.bol({ bolNumber: 'BOL-4711', proNumber: 'PRO-1' })).status).toBe(200);
    await life.approve(quoteId);
    await life.reaches('SHIPPED');
    const { order, bookings, messages } = await life.books();
    expect(order.booking).toMatchObject({ bolNumber: 'BOL-4711', proNumber: 'PRO-1' });
    expect(bookings).toHaveLength(1);
    const counts = messages.map(({ kind, received }) => [kind, received]).sort();
    expect(counts).toEqual([
      ['book', 1],
      ['drop', 1],
      ['quote', 1],
    ]);
  });

  it('is unbooked and booked anew under another reference', async () => {
    const life = await freightLife();
    await life.book((await life.offer()).quoteId);
    expect((await life.unbook()).status).toBe(200);
    expect(await life.read()).toMatchObject({ status: 'CREATED', tms: { state: 'voided', bookingId: null } });
    await life.approve((await life.offer()).quoteId);
    await life.reaches('SHIPPED');
    expect((await life.books()).bookings.map(({ reference, status }) => [reference, status])).toEqual([
      [`${life.salesOrderNumber}/1`, 'CANCELLED'],
      [`${life.salesOrderNumber}/2`, 'BOOKED'],
    ]);
  });
});

describe('what a person wrote or a carrier must know', () => {
  it('stays out of Temporal, whichever command brought it', async () => {
    const life = await freightLife('-NOSHIP');
    await client.post(`${life.path}/holds`, { code: 'CALL_BACK', note: 'ask for Barnaby' });
    await client.delete(`${life.path}/holds/CALL_BACK`);
    const shipTo = { ...life.document.shipTo, name: 'Ottoline Quartermaine' };
    expect((await client.put(life.path, { ...life.document, shipTo, notes: 'Barnaby knows' })).status).toBe(200);
    await life.book((await life.offer()).quoteId);
    const told = everyText(await temporal.handle(life).fetchHistory()) + (await temporal.details(life));
    const secrets = ['Barnaby', 'Quartermaine', shipTo.address1, quoteRequest.destination.name, '1 Dock Road'];
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    expect(told).toContain(life.number);
  });
});

describe('a quote', () => {
  it('that nobody makes leaves the order with a person, who can release it all the same', async () => {
    const life = await freightLife('-NOQUOTE');
    const { status, body } = await life.quote();
    expect([status, body.data.quotes]).toEqual([200, []]);
    await life.raises('QUOTE_FAILED');
    await life.release();
    await life.reaches('SHIPPED');
    expect((await life.books()).bookings).toEqual([]);
  });
});
