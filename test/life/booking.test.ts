import { setTimeout as delay } from 'node:timers/promises';
import { freightLife } from './freightOrder';
import { openCodes, soon } from './support';

describe('a booking', () => {
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
