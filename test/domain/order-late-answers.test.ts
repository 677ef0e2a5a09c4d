import type { StepName, StepResult } from '../../src/domain/order';
import { next } from '../../src/domain/order';
import { booking, facts, fresh, goodDay, policy } from './order-arbitraries';
import { ack, byHand, cancel, confirm, Told } from './order-told';

const UNKNOWN: StepResult = { kind: 'unknown' };

/** The step is on the wire: its intent is committed, where it has one, and its answer is not here. */
function callOut(order: Told, step: StepName, attempt = 1): void {
  expect(next(order.state, order.now, order.rules)).toMatchObject({ do: 'step', step, attempt });
  order.tell({ type: 'intent', step, attempt });
}
const answer = (order: Told, step: StepName, result: StepResult, attempt = 1) =>
  order.tell({ type: 'outcome', step, attempt, result }, undefined, 'carrier');

/** An order at the warehouse, for which a carrier is sought all the same. */
function atWarehouse(): Told {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell({ type: 'release' });
  order.run().tell(ack);
  return order;
}

/** Its goods leave while the carrier is being booked. */
function shippedWhileBooking(): Told {
  const order = atWarehouse();
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'book', quoteId: 'Q1', pickupStart: null, pickupEnd: null });
  callOut(order, 'book');
  order.tell(confirm());
  expect(order.state.status).toBe('SHIPPED');
  return order;
}

test('offers that come after the order closed change nothing', () => {
  const order = atWarehouse();
  order.tell({ type: 'quote' });
  order.tell(confirm());
  expect(answer(order, 'quote', goodDay('quote'))).toEqual({ nothing: 'the order is closed' });
  const cancelled = new Told(fresh({}, byHand), byHand);
  cancelled.tell({ type: 'quote' });
  cancelled.tell(cancel);
  expect(cancelled.state.status).toBe('CANCELLED');
  expect(answer(cancelled, 'quote', { kind: 'quoted', quotes: [], declined: [] })).toEqual({
    nothing: 'the order is closed',
  });
  expect(next(cancelled.state, cancelled.now, byHand)).toEqual({ do: 'end' });
});

test('a booking that is answered after the goods left is recorded', () => {
  const order = shippedWhileBooking();
  expect(answer(order, 'book', goodDay('book'))).toMatchObject({ event: { type: 'booking_updated' } });
  expect(order.state).toMatchObject({ status: 'SHIPPED', tms: { state: 'booked', booking } });
  expect([order.codes, next(order.state, order.now, policy)]).toEqual([[], { do: 'end' }]);
});

test('a booking that is refused after the goods left is let go of; one without an answer is for a person', () => {
  const refused = shippedWhileBooking();
  answer(refused, 'book', { kind: 'refused', code: 'NO_CAPACITY' });
  expect(refused.state).toMatchObject({ status: 'SHIPPED', tms: { state: 'failed', approvedQuoteId: null } });
  const lost = shippedWhileBooking();
  answer(lost, 'book', UNKNOWN);
  expect([lost.state.status, lost.state.tms.state, lost.codes]).toEqual([
    'SHIPPED',
    'booking_unknown',
    ['BOOKING_UNKNOWN'],
  ]);
});

test('a booking that is being voided while the goods leave is settled as the carrier says', () => {
  for (const result of [{ kind: 'done' }, { kind: 'refused', code: 'PICKED_UP' }] as const) {
    const order = atWarehouse();
    order.tell({ type: 'quote' });
    order.run().tell({ type: 'book', quoteId: 'Q1', pickupStart: null, pickupEnd: null });
    order.run().tell({ type: 'unbook' });
    order.tell(confirm());
    answer(order, 'void', result);
    const done = result.kind === 'done';
    expect(order.state).toMatchObject({ status: 'SHIPPED', tms: { state: done ? 'voided' : 'booked' } });
    expect(order.codes).toEqual(done ? [] : ['BOOKING_NOT_VOIDED']);
  }
});

test('a carrier that is booked for an order that a person ended meanwhile is for a person to call off', () => {
  const order = new Told(fresh(facts(), byHand), byHand);
  order.tell({ type: 'quote' });
  order.run().tell({ type: 'book', quoteId: 'Q1', pickupStart: null, pickupEnd: null });
  callOut(order, 'book');
  order.state = { ...order.state, status: 'CANCELLED', closedAs: 'CANCELLED', closedAt: order.now };
  answer(order, 'book', goodDay('book'));
  expect([order.state.status, order.state.tms.state, order.codes]).toEqual([
    'CANCELLED',
    'booked',
    ['BOOKING_NOT_VOIDED'],
  ]);
});
