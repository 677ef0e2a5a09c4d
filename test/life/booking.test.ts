import { setTimeout as delay } from 'node:timers/promises';
import { freightLife } from './freightOrder';
import { openCodes, soon } from './support';

describe('a booking', () => {
  it('whose answer was lost is found by our reference and adopted', async () => {
    const life = await freightLife('-LOSTBOOK');
    await life.approve((await life.offer()).quoteId);
    await life.reaches('SHIPPED');
    expect(await life.types()).toEqual(expect.arrayContaining(['booking_unknown', 'booked']));
    expect((await life.event('booked')).data).toMatchObject({ adopted: true });
    const { bookings, order } = await life.books();
    expect(bookings).toHaveLength(1);
    expect(order.booking.bolNumber).toBe(bookings[0].bolNumber);
  });

  it('that never reached the carrier is made again under another reference', async () => {
    const life = await freightLife('-GHOSTBOOK');
    await life.approve((await life.offer()).quoteId);
    await life.reaches('SHIPPED', 28_000);
    const { bookings } = await life.books();
    expect(bookings).toMatchObject([{ reference: `${life.salesOrderNumber}/2`, status: 'BOOKED' }]);
  });

  it('that the carrier refuses is told, and another offer can be booked', async () => {
    const life = await freightLife('-BOOKREFUSE');
    const { quoteId } = await life.offer();
    const refused = await life.book(quoteId);
    expect([refused.status, refused.body.code, refused.body.source]).toEqual([502, 'UPSTREAM_REJECTED', 'tms']);
    const order = await life.read();
    expect([order.status, openCodes(order)]).toEqual(['QUOTED', ['BOOKING_REFUSED']]);
    await life.approve((await life.offer()).quoteId);
    expect(openCodes(await life.reaches('SHIPPED'))).toEqual([]);
  });

  it('that the carrier refuses keeps an approved order from the warehouse', async () => {
    const life = await freightLife('-BOOKREFUSE');
    await life.approve((await life.offer()).quoteId);
    await life.raises('BOOKING_REFUSED');
    await delay(1000);
    expect(await life.read()).toMatchObject({ status: 'QUOTED', wms: { state: 'not_sent' } });
    expect((await life.books()).order).toBeUndefined();
  });

  it('learns its PRO number also when the carrier tells it before it answers', async () => {
    const life = await freightLife('-EARLYPRO');
    const { quoteId } = await life.offer();
    expect((await life.book(quoteId)).status).toBe(201);
    const [booking] = (await life.books()).bookings;
    expect(booking.proNumber).toEqual(expect.any(String));
    // The news had to wait for the booking, and is taken up soon after it.
    const known = async () => (await life.book(quoteId)).body.data.proNumber;
    for (const end = Date.now() + 10_000; (await known()) === null && Date.now() < end;) await delay(200);
    expect(await known()).toBe(booking.proNumber);
  });

  it('that the carrier cancels keeps an approved order from the warehouse', async () => {
    const orderDropDate = soon(2500);
    const life = await freightLife('-CARRIERCANCEL', {}, { orderDropDate });
    await life.approve((await life.offer()).quoteId);
    await life.raises('BOOKING_CANCELLED_BY_CARRIER');
    await life.until(({ holds }) => holds.length === 0);
    await delay(1000);
    expect(await life.read()).toMatchObject({ status: 'CREATED', wms: { state: 'not_sent' } });
    expect((await life.books()).order).toBeUndefined();
  });

  it('that the carrier cancels is a matter for a person', async () => {
    const life = await freightLife('-CARRIERCANCEL');
    await life.book((await life.offer()).quoteId);
    await life.raises('BOOKING_CANCELLED_BY_CARRIER');
    expect(await life.read()).toMatchObject({ status: 'CREATED', tms: { bookingId: null } });
  });
});
