import { allowedActions, waiting } from '../../src/domain/order';
import { booking, facts, fresh, goodDay, policy } from './order-arbitraries';
import { ack, byHand, cancel, confirm, hours, recallSaid, Told } from './order-told';

test('a parcel order releases itself, is acknowledged, picked and shipped in at least five events', () => {
  const order = new Told(fresh()).run();
  order.tell(ack);
  order.tell({ type: 'pick_started' });
  order.tell(confirm());
  expect(order.state.status).toBe('SHIPPED');
  expect(order.events.map((e) => e.type)).toEqual([
    'release_started',
    'released',
    'acknowledged',
    'in_warehouse',
    'shipped',
  ]);
});

test('a freight order is quoted, approved, booked and only then dropped', () => {
  const order = new Told(fresh({ channel: 'b2b' }, byHand), byHand).run();
  expect(waiting(order.state, byHand)).toMatchObject({ on: 'client' });
  order.tell({ type: 'quote' });
  order.run();
  expect(order.state.status).toBe('QUOTED');
  order.tell({ type: 'approve', quoteId: 'Q1' });
  order.run();
  expect(order.events.map((e) => e.type)).toEqual([
    'quote_requested',
    'quoted',
    'approved',
    'booking_started',
    'booked',
    'release_started',
    'released',
  ]);
  expect(order.tell({ type: 'approve', quoteId: 'Q1' })).toHaveProperty('nothing');
  expect(order.tell({ type: 'approve', quoteId: 'Q2' })).toMatchObject({ refusal: { code: 'ALREADY_BOOKED' } });
});

test('a booked order waits for the drop, and approve & drop then only drops', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'book', quoteId: 'Q1', pickupStart: null, pickupEnd: null });
  order.run();
  expect(order.state.status).toBe('BOOKED');
  order.tell({ type: 'approve', quoteId: 'Q1' });
  order.run();
  expect(order.state.status).toBe('RELEASED');
  expect(order.events.filter((e) => e.type === 'booking_started')).toHaveLength(1);
});

test('a lost booking answer is looked up and adopted, never booked blindly again', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'book', quoteId: 'Q1', pickupStart: null, pickupEnd: null });
  order.run({ book: { kind: 'unknown' }, lookup: { kind: 'booked', booking } });
  expect(order.state.tms.booking?.bookingId).toBe('B1');
  expect(order.events.map((e) => e.type).slice(-3)).toEqual(['booking_started', 'booking_unknown', 'booked']);
});

test('a quote that expires between approval and booking is quoted again; within the tolerance it is booked without asking', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'approve', quoteId: 'Q1' });
  order.at(6).run({
    quote: {
      kind: 'quoted',
      quotes: [
        { ...order.state.tms.quotes[0]!, quoteId: 'Q9', totalCharge: 104, expiresAt: hours(20), status: 'OPEN' },
      ],
      declined: [],
    },
  });
  expect(order.state.tms.approvedQuoteId).toBe('Q9');
  expect(order.state.status).toBe('RELEASED');
});

test('outside the tolerance the order goes back to QUOTED with PRICE_CHANGED', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'approve', quoteId: 'Q1' });
  order.at(6).run({
    quote: {
      kind: 'quoted',
      quotes: [
        { ...order.state.tms.quotes[0]!, quoteId: 'Q9', totalCharge: 120, expiresAt: hours(20), status: 'OPEN' },
      ],
      declined: [],
    },
  });
  expect(order.state.status).toBe('QUOTED');
  expect(order.codes).toEqual(['PRICE_CHANGED']);
});

test('cancel before release is immediate; after release the warehouse is asked first', () => {
  const early = new Told(fresh({}, byHand), byHand);
  early.tell(cancel);
  expect(early.state.status).toBe('CANCELLED');
  expect(early.tell(cancel)).toHaveProperty('nothing');
  const late = new Told(fresh()).run();
  late.tell(cancel);
  expect(late.run().state.status).toBe('CANCEL_REQUESTED');
  late.tell(recallSaid(true));
  expect(late.state).toMatchObject({ status: 'CANCELLED', cancellation: { state: 'accepted' } });
});

test('a booked order that is cancelled voids its booking: warehouse first, carrier second', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'approve', quoteId: 'Q1' });
  order.run().tell(cancel);
  order.run().tell(recallSaid(true));
  order.run();
  const tail = order.events.map((e) => e.type).slice(-6);
  expect(tail).toEqual([
    'cancel_requested',
    'recall_started',
    'recall_sent',
    'recall_accepted',
    'void_started',
    'voided',
  ]);
  expect(order.state.status).toBe('CANCELLED');
});

test('a refused recall lets the order go on; asked for by a customer date it is an exception', () => {
  const order = new Told(fresh({ dates: { ...facts().dates, cancelAfter: hours(10) } })).run();
  order.tell(ack);
  order.at(11).run().tell(recallSaid(false));
  expect(order.state).toMatchObject({
    status: 'ACKNOWLEDGED',
    cancellation: { state: 'rejected', reason: 'CANCEL_AFTER' },
  });
  expect(order.codes).toContain('CANCEL_REFUSED');
});

test('an acknowledgement that never comes: the warehouse is asked, and gets the same attempt again if it does not know it', () => {
  const order = new Told(fresh())
    .run()
    .at(1)
    .run({ inquire: { kind: 'not_found' } });
  expect(order.codes).toEqual(['WMS_ACK_OVERDUE']);
  expect(order.state.wms).toMatchObject({ state: 'sent', attempt: 1, resends: 1 });
  expect(order.tell(ack)).toHaveProperty('event');
  expect(order.codes).toEqual([]);
});

test('doNotShipBefore holds the order until its date, and a new date moves the hold', () => {
  const dates = { ...facts().dates, doNotShipBefore: hours(24) };
  const order = new Told(fresh({ dates })).run();
  expect(waiting(order.state, policy)).toMatchObject({ on: 'client', nextDeadline: hours(24) });
  order.tell({ type: 'update', facts: facts({ dates: { ...dates, doNotShipBefore: hours(2) } }) });
  expect(order.at(3).run().state.status).toBe('RELEASED');
});

test('a booking that the carrier refuses, or cancels later, keeps an approved order from the warehouse', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'approve', quoteId: 'Q1' });
  order.run({ book: { kind: 'refused', code: 'NO_CAPACITY' } });
  expect(order.state).toMatchObject({ status: 'QUOTED', wms: { state: 'not_sent' } });
  expect(allowedActions(order.state)).toEqual(expect.arrayContaining(['approve', 'release', 'quote']));
  order.tell({ type: 'hold', code: 'CREDIT', until: hours(3) });
  order.tell({ type: 'approve', quoteId: 'Q2' });
  order.run();
  order.tell({ type: 'booking_news', bookingId: 'B1', proNumber: null, trackingNumber: null, status: 'CANCELLED' });
  expect(order.at(4).run().state).toMatchObject({ status: 'CREATED', wms: { state: 'not_sent' } });
  expect(order.codes).toEqual(['BOOKING_CANCELLED_BY_CARRIER']);
});

test('news of a booking that comes before its answer is taken over with it', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'book', quoteId: 'Q1', pickupStart: null, pickupEnd: null });
  order.tell({ type: 'intent', step: 'book', attempt: 1 });
  order.tell({ type: 'booking_news', bookingId: 'B1', proNumber: 'PRO-7', trackingNumber: null, status: 'BOOKED' });
  order.tell({ type: 'outcome', step: 'book', attempt: 1, result: goodDay('book') });
  expect(order.state.tms).toMatchObject({ state: 'booked', booking: { proNumber: 'PRO-7' }, earlyNews: null });
});

test('an acknowledgement while the drop is on the wire counts only when the drop is answered', () => {
  const order = new Told(fresh());
  order.tell({ type: 'intent', step: 'release', attempt: 1 });
  order.tell(ack);
  expect(order.state).toMatchObject({ status: 'RELEASED', wms: { state: 'sending', ackedEarly: true } });
  expect(order.run().state).toMatchObject({ status: 'ACKNOWLEDGED', wms: { state: 'accepted' } });
});

test('a booking whose void was refused can be voided again', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'book', quoteId: 'Q1', pickupStart: null, pickupEnd: null });
  order.run().tell({ type: 'unbook' });
  expect(order.run({ void: { kind: 'refused', code: 'VOID_REFUSED' } }).state.status).toBe('BOOKED');
  order.tell({ type: 'unbook' });
  expect(order.run().state).toMatchObject({ status: 'CREATED', tms: { state: 'voided', booking: null } });
});
