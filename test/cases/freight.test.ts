import type { AnyJson } from '../harness/client';
import { freightLife } from '../life/freightOrder';
import { ownUnit } from '../life/ownUnit';
import { openCodes } from '../life/support';
import { answer, onTheList } from './parties';

const bookMessages = (messages: AnyJson[]) => messages.filter(({ kind }) => kind === 'book');

describe('a quote that expires between its approval and the booking', () => {
  it('case 7: an expired quote is asked for again once and booked while the price stays within the tolerance', async () => {
    const life = await freightLife('-QUOTEEXPIRED');
    const { quoteId, totalCharge, carrierCode } = await life.offer();
    expect((await life.approve(quoteId)).status).toBe(202);
    const shipped = await life.reaches('SHIPPED');
    expect((await life.types()).slice(3, 9)).toEqual([
      'approved',
      'booking_started',
      'booking_refused',
      'requote_started',
      'quoted',
      'booking_started',
    ]);
    expect([shipped.tms.quoteId === quoteId, shipped.exceptions]).toEqual([false, []]);
    const { bookings, order } = await life.books();
    expect(bookings).toMatchObject([{ totalCharge, carrierCode, status: 'BOOKED' }]);
    expect(order.booking.bolNumber).toBe(bookings[0].bolNumber);
  });

  it('case 7: an expired quote that became dearer waits for another approval, with both prices shown', async () => {
    const life = await freightLife('-PRICEUP');
    const { quoteId, totalCharge } = await life.offer();
    await life.approve(quoteId);
    expect(await life.raises('PRICE_CHANGED')).toMatchObject({ suggestedActions: ['approve', 'quote'] });
    const order = await life.read();
    expect(order).toMatchObject({ status: 'QUOTED', wms: { state: 'not_sent' }, waiting: { on: 'client' } });
    const { approvedCharge, offered } = (await life.event('quoted')).data;
    expect([approvedCharge, Math.min(...offered) > totalCharge * 1.05]).toEqual([totalCharge, true]);
    expect(await onTheList(life)).toEqual(['PRICE_CHANGED']);
    expect(await life.books()).toMatchObject({ order: undefined, bookings: [] });
    await life.approve((await life.offer()).quoteId);
    expect(openCodes(await life.reaches('SHIPPED'))).toEqual([]);
    expect((await life.books()).bookings).toHaveLength(1);
  });
});

describe('a booking whose answer was lost', () => {
  it('case 8: a booking whose answer was lost is found by our reference and adopted, never made again', async () => {
    const life = await freightLife('-LOSTBOOK');
    await life.approve((await life.offer()).quoteId);
    const shipped = await life.reaches('SHIPPED');
    const types = await life.types();
    const lost = types.indexOf('booking_unknown');
    expect(types.slice(lost - 1, lost + 2)).toEqual(['booking_started', 'booking_unknown', 'booked']);
    expect((await life.event('booked')).data).toMatchObject({ adopted: true });
    expect(shipped.exceptions).toEqual([]);
    const { bookings, order, messages } = await life.books();
    expect(bookings).toMatchObject([{ reference: `${life.salesOrderNumber}/1`, status: 'BOOKED' }]);
    expect(shipped.tms).toMatchObject({ bookingId: bookings[0].bookingId, bolNumber: bookings[0].bolNumber });
    expect(order.booking.bolNumber).toBe(bookings[0].bolNumber);
    expect(bookMessages(messages)).toMatchObject([{ received: 1 }]);
  });

  it('case 8: a booking that look-ups do not find for long enough is made again under another reference', async () => {
    const unit = await ownUnit({ type: 'b2b', settings: { bookingLookupMs: 2500 } });
    const life = await freightLife('-GHOSTBOOK', { unit });
    await life.approve((await life.offer()).quoteId);
    const lost = await life.until(({ tms }) => tms.state === 'booking_unknown');
    expect(lost.waiting).toMatchObject({ on: 'carrier', reason: expect.stringContaining('by our reference') });
    await life.reaches('SHIPPED');
    const said = await Promise.all(['booking_unknown', 'booking_refused'].map((type) => life.event(type)));
    const [unknownAt, refusedAt] = said.map(({ at }) => Date.parse(at)) as [number, number];
    expect(refusedAt - unknownAt).toBeGreaterThanOrEqual(2000);
    const { bookings } = await life.books();
    expect(bookings).toMatchObject([{ reference: `${life.salesOrderNumber}/2`, status: 'BOOKED' }]);
  });
});

describe('a booking asked for several times at once', () => {
  it('case 9: callers at once of the same offer get the same booking; another offer is refused after it', async () => {
    const life = await freightLife();
    const { quotes } = (await life.quote()).body.data;
    const [first, other] = quotes.map(({ quoteId }: AnyJson) => quoteId);
    const answers = await Promise.all([life.book(first), life.book(first), life.book(first)]);
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
    const [{ bookingId }] = answers.map(({ body }) => body.data) as [AnyJson];
    expect(new Set(answers.map(({ body }) => body.data.bookingId))).toEqual(new Set([bookingId]));
    const refused = await life.book(other);
    expect(answer(refused)).toEqual([409, 'ALREADY_BOOKED']);
    expect((await life.types()).filter((type) => type === 'booked')).toHaveLength(1);
    const { bookings, messages } = await life.books();
    expect([bookings.length, bookMessages(messages).length]).toEqual([1, 1]);
    expect((await life.read()).tms.bookingId).toBe(bookingId);
  });

  it('case 9: of two offers booked at once one is booked, and the other caller is told so', async () => {
    const life = await freightLife();
    const { quotes } = (await life.quote()).body.data;
    const answers = await Promise.all([life.book(quotes[0].quoteId), life.book(quotes[1].quoteId)]);
    const [won, lost] = answers.toSorted((a, b) => a.status - b.status) as [AnyJson, AnyJson];
    expect([won.status, lost.status]).toEqual([201, 409]);
    expect(['ALREADY_BOOKED', 'QUOTE_ALREADY_APPROVED']).toContain(lost.body.code);
    expect((await life.books()).bookings).toMatchObject([{ bookingId: won.body.data.bookingId }]);
  });
});

describe("a carrier's word about a booking before its answer", () => {
  it("case 10: a carrier's word that comes before its booking is kept, and taken up once the booking is known", async () => {
    const life = await freightLife('-EARLYPRO');
    const { quoteId } = await life.offer();
    const booked = await life.book(quoteId);
    expect(booked.status).toBe(201);
    const { bookings } = await life.books();
    const told = async () => (await life.book(quoteId)).body.data.proNumber;
    for (let left = 100; (await told()) === null && left > 0; left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect([typeof bookings[0].proNumber, await told()]).toEqual(['string', bookings[0].proNumber]);
    const news = (await life.events()).filter(({ type }) => type === 'booking_updated');
    expect(news).toMatchObject([{ actor: 'carrier', data: { proNumber: bookings[0].proNumber } }]);
    expect((await life.read()).exceptions).toEqual([]);
    await life.approve(quoteId);
    await life.reaches('SHIPPED');
    expect((await life.books()).order.booking.proNumber).toBe(bookings[0].proNumber);
  });
});
