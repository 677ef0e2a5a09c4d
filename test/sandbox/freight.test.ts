import type { TmsQuoteRequest } from '../../src/contract/partner';
import { carrierEventsRequest } from '../../src/contract/partner';
import { checkDigit } from '../../sandbox/gs1';
import { LIMIT, pause, startWorld, until } from './world';
import type { TestWorld } from './world';

describe('the sandbox TMS', () => {
  let world: TestWorld;
  beforeAll(async () => void (world = await startWorld()));
  afterAll(() => world.stop());
  beforeEach(() => void (world.api.received.length = 0));

  const member = (number: string) => ({
    businessUnitId: 'BU02',
    customerOrderNumber: number,
    salesOrderNumber: `SO-${number}`,
  });
  const ask = (number: string, attempt = 1, carrierCodes?: string[]) => {
    const request: TmsQuoteRequest = {
      messageId: `SO-${number}/quote/${attempt}`,
      orders: [member(number)],
      shipment: {
        shipmentType: 'LTL',
        destination: { postalCode: 'YO1 9AA' },
        containers: [{ weight: 310, quantity: '2' }],
        carrierCodes,
      },
    };
    return world.partners.tms.quote(world.connection('tms'), request, LIMIT);
  };
  const book = (number: string, quoteId: string, attempt = 1, limit = LIMIT) =>
    world.partners.tms.book(
      world.connection('tms'),
      { reference: `SO-${number}/${attempt}`, quoteId, orders: [member(number)] },
      limit,
    );
  const find = (number: string, attempt = 1) =>
    world.partners.tms.findByReference(world.connection('tms'), `SO-${number}/${attempt}`, LIMIT);
  const cheapest = async (number: string, attempt = 1) => (await ask(number, attempt)).quotes[0]?.quoteId ?? '';

  test('quotes three carriers, cheapest first, and says who declined', async () => {
    const { quotes, declined } = await ask('F-1');
    expect(quotes).toHaveLength(3);
    const prices = quotes.map((q) => q.totalCharge);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect(declined).toEqual([{ carrierCode: 'BRGT', reason: 'NO_CAPACITY' }]);
    expect(quotes[0]).toMatchObject({ status: 'OPEN', shipmentType: 'LTL', currency: 'USD' });
  });

  test('asks the same price for the same goods, and repeats the offers of one message', async () => {
    const [first, repeat, later] = [await ask('F-2'), await ask('F-2'), await ask('F-2', 2)];
    expect(repeat).toEqual(first);
    expect(later.quotes[0]?.quoteId).not.toBe(first.quotes[0]?.quoteId);
    expect(later.quotes.map((q) => q.totalCharge)).toEqual(first.quotes.map((q) => q.totalCharge));
    expect((await ask('F-2', 3, ['HLYX'])).quotes.map((q) => q.carrierCode)).toEqual(['HLYX']);
  });

  test('books once per reference, finds it, assigns the PRO later, voids', async () => {
    const quoteId = await cheapest('F-3');
    const booking = await book('F-3', quoteId);
    expect(booking).toMatchObject({ reference: 'SO-F-3/1', quoteId, status: 'BOOKED', proNumber: null });
    expect(checkDigit(booking.bolNumber?.slice(0, 16) ?? '')).toBe(Number(booking.bolNumber?.[16]));
    expect(await book('F-3', quoteId)).toMatchObject({ bookingId: booking.bookingId });
    await expect(book('F-3', await cheapest('F-3', 2))).rejects.toMatchObject({ code: 'REFERENCE_USED' });
    const [news] = await until(() => world.api.received.length > 0 && world.api.received);
    expect(news).toMatchObject({ path: `/carriers/${booking.carrierCode}/events`, verified: true });
    const [event] = carrierEventsRequest.parse(news?.body).events;
    expect(event).toMatchObject({ type: 'pro_assigned', reference: 'SO-F-3/1', bolNumber: booking.bolNumber });
    expect((await find('F-3'))?.proNumber).toBe(event?.proNumber);
    const tms = world.connection('tms');
    expect((await world.partners.tms.voidBooking(tms, booking.bookingId, LIMIT)).status).toBe('CANCELLED');
    expect((await world.partners.tms.voidBooking(tms, booking.bookingId, LIMIT)).status).toBe('CANCELLED');
  });

  test('does not void what was picked up', async () => {
    const booking = await book('F-4', await cheapest('F-4'));
    const moved = await world.control(`/bookings/${booking.bookingId}/picked_up?wait=2000`, {});
    expect(moved.body.callbacks).toMatchObject([{ state: 'delivered', status: 200 }]);
    await expect(
      world.partners.tms.voidBooking(world.connection('tms'), booking.bookingId, LIMIT),
    ).rejects.toMatchObject({ kind: 'refused', code: 'PICKED_UP', mayHaveActed: false });
  });

  test('NOQUOTE: all decline', async () => {
    expect(await ask('F-NOQUOTE')).toMatchObject({ quotes: [], declined: { length: 4 } });
  });

  test('QUOTEEXPIRED and PRICEUP: the first offers cannot be booked, later ones can', async () => {
    for (const [number, factor] of [
      ['F-5-QUOTEEXPIRED', 1],
      ['F-5-PRICEUP', 1.2],
    ] as const) {
      const first = await ask(number);
      await expect(book(number, first.quotes[0]?.quoteId ?? '')).rejects.toMatchObject({ code: 'OFFER_EXPIRED' });
      const second = await ask(number, 2);
      const ratio = (second.quotes[0]?.totalCharge ?? 0) / (first.quotes[0]?.totalCharge ?? 1);
      expect(ratio).toBeCloseTo(factor, 3);
      await book(number, second.quotes[0]?.quoteId ?? '', 2);
    }
  });

  test('SLOWBOOK: booked, answered late', async () => {
    const quoteId = await cheapest('F-6-SLOWBOOK');
    await expect(book('F-6-SLOWBOOK', quoteId, 1, { timeoutMs: 100 })).rejects.toMatchObject({
      kind: 'timeout',
      mayHaveActed: true,
    });
    expect(await find('F-6-SLOWBOOK')).toMatchObject({ status: 'BOOKED' });
  });

  test('LOSTBOOK is found by its reference, GHOSTBOOK is not', async () => {
    for (const number of ['F-7-LOSTBOOK', 'F-7-GHOSTBOOK']) {
      await expect(book(number, await cheapest(number))).rejects.toMatchObject({
        kind: 'unreachable',
        mayHaveActed: true,
      });
    }
    expect(await find('F-7-LOSTBOOK')).toMatchObject({ reference: 'SO-F-7-LOSTBOOK/1' });
    expect(await find('F-7-GHOSTBOOK')).toBeNull();
    await book('F-7-GHOSTBOOK', await cheapest('F-7-GHOSTBOOK'), 2);
  });

  test('BOOKREFUSE: the first booking only', async () => {
    const quoteId = await cheapest('F-8-BOOKREFUSE');
    for (let i = 0; i < 2; i++) {
      await expect(book('F-8-BOOKREFUSE', quoteId)).rejects.toMatchObject({ code: 'CARRIER_REFUSED' });
    }
    await book('F-8-BOOKREFUSE', quoteId, 2);
  });

  test('EARLYPRO: the carrier’s news comes before the answer', async () => {
    await book('F-9-EARLYPRO', await cheapest('F-9-EARLYPRO'));
    const news = world.api.received.filter((r) => r.body.events[0].reference === 'SO-F-9-EARLYPRO/1');
    expect(news).toHaveLength(1);
  });

  test('CARRIERCANCEL: cancelled shortly after; NOVOID: voiding refused with status 200', async () => {
    await book('F-10-CARRIERCANCEL', await cheapest('F-10-CARRIERCANCEL'));
    await until(() => world.api.received.some((r) => r.body.events[0].type === 'booking_cancelled'));
    expect((await find('F-10-CARRIERCANCEL'))?.status).toBe('CANCELLED');
    const { bookingId } = await book('F-11-NOVOID', await cheapest('F-11-NOVOID'));
    await expect(world.partners.tms.voidBooking(world.connection('tms'), bookingId, LIMIT)).rejects.toMatchObject({
      kind: 'refused',
      code: 'VOID_REFUSED',
    });
    await pause(30);
    expect((await find('F-11-NOVOID'))?.status).toBe('BOOKED');
  });
});
