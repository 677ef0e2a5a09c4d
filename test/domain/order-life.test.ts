import type { Decision, Message, OrderEvent, OrderState, Party, Policy, StepResult } from '../../src/domain/order';
import { allowedActions, decide, evolve, next, stepCause, waiting } from '../../src/domain/order';
import { booking, facts, fresh, goodDay, policy, START } from './order-arbitraries';

const hours = (n: number): string => new Date(Date.parse(START) + n * 3_600_000).toISOString();
const byHand: Policy = { ...policy, autoRelease: false };

/** An order that is told things; keeps the events it answered with. */
class Told {
  events: OrderEvent[] = [];
  now = START;
  private n = 0;
  constructor(
    public state: OrderState,
    readonly rules: Policy = policy,
  ) {}

  tell(message: Message, cause = `m${++this.n}`, actor: Party = 'client'): Decision {
    const decision = decide(this.state, { cause, at: this.now, actor, message }, this.rules);
    if ('event' in decision) {
      this.state = evolve(this.state, decision.event);
      this.events.push(decision.event);
    }
    return decision;
  }

  /** Does what is due, step by step, until the order waits; results other than good ones by step name. */
  run(results: Partial<Record<string, StepResult>> = {}): this {
    for (let i = 0; i < 20; i++) {
      const due = next(this.state, this.now, this.rules);
      if (due.do === 'message') this.tell(due.envelope.message, due.envelope.cause, 'system');
      else if (due.do === 'step') {
        const { step, attempt } = due;
        this.tell({ type: 'intent', step, attempt }, stepCause(this.state, step, attempt, 'intent'));
        const result = results[step] ?? goodDay(step);
        this.tell({ type: 'outcome', step, attempt, result }, stepCause(this.state, step, attempt, 'outcome'));
      } else return this;
    }
    throw new Error('the order does not come to rest');
  }

  at(n: number): this {
    this.now = hours(n);
    return this;
  }

  get codes(): string[] {
    return this.state.exceptions.filter((e) => !e.resolvedAt).map((e) => e.code);
  }
}

const all = {
  shipmentId: 'S1',
  digest: 'd1',
  carrierCode: 'UPS',
  trackingNumber: 'T1',
  lines: [
    { lineNumber: '1', skuId: 'A', quantity: 2 },
    { lineNumber: '2', skuId: 'B', quantity: 3 },
  ],
};
const half = { ...all, shipmentId: 'S2', lines: [{ lineNumber: '1', skuId: 'A', quantity: 2 }] };
const confirm = (shipments = [all], orderComplete = true, expected: string[] = []): Message => ({
  type: 'shipment_confirmed',
  shipments,
  orderComplete,
  expected,
});
const ack: Message = { type: 'acknowledged', jobId: 'SO0000000001' };
const cancel: Message = { type: 'cancel', reason: 'CLIENT' };
const recallSaid = (accepted: boolean): Message => ({
  type: 'recall_answered',
  recallId: 'SO0000000001/recall/1',
  accepted,
  reason: null,
});

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

test('a ship confirmation that races a cancel wins: SHIPPED, cancellation too late', () => {
  const order = new Told(fresh()).run();
  order.tell(cancel);
  order.run().tell(confirm());
  expect(order.state).toMatchObject({ status: 'SHIPPED', cancellation: { state: 'too_late' } });
});

test('goods that leave after a completed cancel are recorded: cancelled units become shipped, status stays', () => {
  const order = new Told(fresh({}, byHand), byHand);
  order.tell(cancel);
  order.tell(confirm());
  expect(order.state.status).toBe('CANCELLED');
  expect(order.state.lines[0]).toMatchObject({ shipped: 2, cancelled: 0 });
  expect(order.codes).toEqual(['SHIPPED_AFTER_CANCEL']);
});

test('a repeated confirmation changes nothing; the same id with other content is a conflict that keeps the first', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm([half], false));
  expect(order.tell(confirm([half], false))).toHaveProperty('nothing');
  order.tell(confirm([{ ...half, digest: 'd2' }], false));
  expect(order.codes).toEqual(['SHIPMENT_CONFLICT']);
  expect(order.state.lines[0]?.shipped).toBe(2);
});

test('over-shipped units are recorded whole and raise an exception', () => {
  const order = new Told(fresh()).run();
  order.tell(
    confirm([
      {
        ...all,
        lines: [
          { lineNumber: '1', skuId: 'A', quantity: 5 },
          { lineNumber: '2', skuId: 'B', quantity: 3 },
        ],
      },
    ]),
  );
  expect(order.state.status).toBe('SHIPPED');
  expect(order.state.lines[0]).toMatchObject({ shipped: 5, overShipped: 3 });
  expect(order.codes).toEqual(['OVER_SHIPPED']);
});

test.each([
  ['2', 'cancelled', null],
  ['3', 'backordered', 'N-1-B1'],
  ['1', 'cancelled', null],
] as const)('a short close under fill policy %s leaves the rest %s', (fillPolicy, where, child) => {
  const order = new Told(fresh({ fillPolicy })).run();
  order.tell(confirm([half], true));
  expect(order.state.status).toBe('PARTIALLY_SHIPPED');
  order.at(1).run();
  expect(order.state.status).toBe('CLOSED_SHORT');
  expect(order.state.lines[1]?.[where]).toBe(3);
  expect(order.state.backorder?.number ?? null).toBe(child);
  if (fillPolicy === '1') expect(order.codes).toEqual(['FILL_OR_KILL_BROKEN']);
});

test('parts in any order: the flag first, the missing part within the grace, and the order is SHIPPED', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm([half], true));
  order.tell(confirm([{ ...all, shipmentId: 'S3', lines: [{ lineNumber: '2', skuId: 'B', quantity: 3 }] }], false));
  expect(order.state.status).toBe('SHIPPED');
});

test('a rejected order waits for a correction and goes out again under a new attempt and job id', () => {
  const order = new Told(fresh()).run();
  order.tell({ type: 'rejected', jobId: 'SO0000000001', lines: ['2'] });
  expect(order.state.status).toBe('ON_HOLD');
  expect(allowedActions(order.state)).toEqual(expect.arrayContaining(['update', 'redrop', 'cancel']));
  order.tell({ type: 'release' });
  order.run();
  expect(order.state.wms).toMatchObject({ state: 'sent', attempt: 2, jobId: 'SO0000000001-2' });
  expect(order.tell(ack)).toHaveProperty('nothing');
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

test('a correction replaces a shipment and keeps the sums', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm([all], true));
  order.tell({
    type: 'correct_shipment',
    shipment: {
      ...all,
      digest: 'd9',
      lines: [
        { lineNumber: '1', skuId: 'A', quantity: 1 },
        { lineNumber: '2', skuId: 'B', quantity: 3 },
      ],
    },
  });
  expect(order.state.lines[0]).toMatchObject({ shipped: 1, cancelled: 1 });
  expect(order.state.shipments[0]?.version).toBe(2);
});

test('late tracking enters the timeline and never lowers the rank', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm());
  order.tell({ type: 'tracking', shipmentId: 'S1', trackingNumber: null, rank: 4, code: 'delivered' });
  order.tell({ type: 'tracking', shipmentId: 'S1', trackingNumber: null, rank: 2, code: 'in_transit' });
  expect(order.state.shipments[0]?.trackingRank).toBe(4);
  expect(order.events.at(-1)?.data).toMatchObject({ late: true });
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

test('a version that a correction replaced may be reported again without a conflict', () => {
  const order = new Told(fresh()).run();
  order.tell(confirm([half], false));
  order.tell({ type: 'correct_shipment', shipment: { ...half, digest: 'd9' } });
  expect(order.tell(confirm([half], false))).toHaveProperty('nothing');
});
