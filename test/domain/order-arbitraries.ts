import fc from 'fast-check';
import type {
  Callback,
  Command,
  Envelope,
  Message,
  OrderFacts,
  OrderState,
  Policy,
  StepName,
  StepResult,
} from '../../src/domain/order';
import { createOrder, decide, evolve, next, stepCause } from '../../src/domain/order';

export const START = '2026-03-02T08:00:00.000Z';

export const policy: Policy = {
  autoRelease: true,
  wholeOnly: false,
  noBackorders: false,
  overShipTolerance: 0,
  requoteTolerance: 0.05,
  ackMs: 900_000,
  releaseMs: 300_000,
  bookingMs: 600_000,
  recallMs: 900_000,
  firstScanMs: 86_400_000,
  completionGraceMs: 60_000,
  bookingLookupMs: 120_000,
};

export const facts = (changes: Partial<OrderFacts> = {}): OrderFacts => ({
  buildingId: 'LDN1',
  channel: 'b2c',
  carrierCode: 'UPS',
  serviceCode: '1D',
  fillPolicy: '2',
  jobId: null,
  dates: {
    doNotShipBefore: null,
    orderDropDate: null,
    cancelAfter: null,
    cancelIfNotDeliveredBy: null,
    requestedShipDate: null,
  },
  lines: [
    { lineNumber: '1', skuId: 'A', quantity: 2 },
    { lineNumber: '2', skuId: 'B', quantity: 3 },
  ],
  addressSuspect: false,
  ...changes,
});

export const fresh = (changes: Partial<OrderFacts> = {}, rules: Policy = policy): OrderState =>
  createOrder({
    key: { businessUnitId: 'BU1', orderNumber: 'N-1' },
    salesOrderNumber: 'SO0000000001',
    facts: facts(changes),
    policy: rules,
    at: START,
    cause: 'create',
    actor: 'client',
  }).state;

const shipment = fc.record({
  shipmentId: fc.constantFrom('S1', 'S2', 'S3'),
  digest: fc.constantFrom('d1', 'd1', 'd2'),
  carrierCode: fc.constant(null),
  trackingNumber: fc.constantFrom(null, 'T1', 'T2'),
  lines: fc.array(
    fc.constantFrom(
      { lineNumber: '1', skuId: 'A', quantity: 1 },
      { lineNumber: '2', skuId: 'B', quantity: 3 },
      { lineNumber: null, skuId: 'A', quantity: 2 },
      { lineNumber: '9', skuId: 'X', quantity: 1 },
    ),
    { minLength: 1, maxLength: 3 },
  ),
});

const instant = fc.integer({ min: -3, max: 72 }).map((h) => new Date(Date.parse(START) + h * 3_600_000).toISOString());

const quoteOf = (quoteId: string, totalCharge: number, hours: number) => ({
  quoteId, carrierCode: 'SAIA', carrierName: 'Saia', serviceLevel: 'STD', shipmentType: 'LTL', shipmentMode: 'Ground', currency: 'USD',
  baseCharge: totalCharge, fuelSurcharge: 0, totalCharge, transitDays: 2, estimatedDeliveryDate: null,
  expiresAt: new Date(Date.parse(START) + hours * 3_600_000).toISOString(), voidableUntil: null, status: 'OPEN' as const,
}); // prettier-ignore

export const booking = {
  bookingId: 'B1', reference: 'SO0000000001/1', quoteId: 'Q1', carrierCode: 'SAIA', serviceLevel: 'STD', bolNumber: 'BOL1', proNumber: null,
  trackingNumber: null, totalCharge: 100, currency: 'USD', pickupStart: null, pickupEnd: null, estimatedDeliveryDate: null, voidableUntil: null, status: 'BOOKED' as const,
}; // prettier-ignore

const result: fc.Arbitrary<StepResult> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<StepResult>({ kind: 'done' }) },
  fc.constantFrom<StepResult>(
    { kind: 'refused', code: 'NO' },
    { kind: 'refused', code: 'QUOTE_EXPIRED' },
    { kind: 'unknown' },
    { kind: 'not_found' },
    { kind: 'known' },
  ),
  fc.constant<StepResult>({ kind: 'quoted', quotes: [quoteOf('Q1', 100, 5), quoteOf('Q2', 130, 9)], declined: [] }),
  fc.constant<StepResult>({ kind: 'quoted', quotes: [], declined: [] }),
  { weight: 2, arbitrary: fc.constant<StepResult>({ kind: 'booked', booking }) },
);

/** What a partner answers on a good day; random lives would hardly ever book a carrier otherwise. */
export const goodDay = (step: StepName): StepResult => {
  if (step === 'quote') return { kind: 'quoted', quotes: [quoteOf('Q1', 100, 5), quoteOf('Q2', 130, 9)], declined: [] };
  if (step === 'book' || step === 'lookup') return { kind: 'booked', booking };
  if (step === 'backorder') return { kind: 'created', orderNumber: 'N-1-B1' };
  return { kind: 'done' };
};

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('update' as const),
    facts: fc
      .record({ doNotShipBefore: instant, cancelAfter: instant })
      .map((dates) => facts({ dates: { ...facts().dates, ...dates } })),
  }),
  fc.record({
    type: fc.constant('hold' as const),
    code: fc.constantFrom('CREDIT', 'FRAUD'),
    until: fc.option(instant),
  }),
  fc.record({
    type: fc.constant('release_hold' as const),
    code: fc.constantFrom('CREDIT', 'FRAUD', 'ADDRESS_REVIEW', 'WMS_REJECTED'),
  }),
  fc.constantFrom<Command>(
    { type: 'cancel', reason: 'CLIENT' },
    { type: 'release' },
    { type: 'quote' },
    { type: 'unbook' },
  ),
  fc.record({ type: fc.constant('approve' as const), quoteId: fc.constantFrom('Q1', 'Q2') }),
  fc.record({
    type: fc.constant('book' as const),
    quoteId: fc.constantFrom('Q1', 'Q2'),
    pickupStart: fc.constant(null),
    pickupEnd: fc.constant(null),
  }),
  fc.constant<Command>({
    type: 'update_bol',
    bolNumber: 'BOL9',
    proNumber: null,
    carrierCode: null,
    trackingNumber: null,
  }),
  fc.record({ type: fc.constant('correct_shipment' as const), shipment }),
  fc.record({
    type: fc.constant('resolve_exception' as const),
    exceptionId: fc.integer({ min: 1, max: 4 }).map((n) => `SO0000000001-E${n}`),
    action: fc.constantFrom('none' as const, 'reject_order' as const, 'confirm_cancelled' as const),
  }),
);

const callback: fc.Arbitrary<Callback> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Callback>(
      { type: 'acknowledged', jobId: 'SO0000000001' },
      { type: 'rejected', jobId: 'SO0000000001', lines: ['1'] },
      { type: 'acknowledged', jobId: 'SO0000000001-2' },
    ),
  },
  fc.constantFrom<Callback>({ type: 'pick_started' }, { type: 'picked_short', lines: ['2'], reason: 'NOT_IN_STOCK' }),
  fc.record({
    type: fc.constant('recall_answered' as const),
    recallId: fc.constantFrom('SO0000000001/recall/1', 'SO0000000001/recall/2'),
    accepted: fc.boolean(),
    reason: fc.constant(null),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('shipment_confirmed' as const),
      shipments: fc.array(shipment, { maxLength: 2 }),
      orderComplete: fc.boolean(),
      expected: fc.constantFrom<string[]>([], ['S1', 'S2']),
    }),
  },
  fc.record({
    type: fc.constant('tracking' as const),
    shipmentId: fc.constantFrom(null, 'S1'),
    trackingNumber: fc.constantFrom(null, 'T1'),
    rank: fc.integer({ min: 0, max: 4 }),
    code: fc.constant('SCAN'),
  }),
  fc.record({
    type: fc.constant('booking_news' as const),
    bookingId: fc.constant('B1'),
    proNumber: fc.constantFrom(null, 'PRO1'),
    trackingNumber: fc.constant(null),
    status: fc.constantFrom('BOOKED' as const, 'CANCELLED' as const, 'PICKED_UP' as const),
  }),
);

/** One move of a random life: a message from outside, a step with some result, or time passing. */
export type Move =
  { kind: 'message'; message: Message } | { kind: 'step'; result: StepResult | null } | { kind: 'pass'; hours: number };

export const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .oneof<fc.Arbitrary<Message>[]>(command, callback)
      .map((message) => ({ kind: 'message' as const, message })),
  },
  { weight: 4, arbitrary: fc.option(result, { freq: 2 }).map((r) => ({ kind: 'step' as const, result: r })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 }).map((hours) => ({ kind: 'pass' as const, hours })) },
);

/** Moves of a freight order's planning, so that random lives get as far as bookings that fail. */
const say = (...messages: Message[]): fc.Arbitrary<Move> =>
  fc.constantFrom(...messages).map((message) => ({ kind: 'message', message }));

export const freightMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Move>({ kind: 'step', result: null }) },
  {
    weight: 3,
    arbitrary: say({ type: 'approve', quoteId: 'Q1' }, { type: 'approve', quoteId: 'Q2' }, { type: 'quote' }),
  },
  { weight: 2, arbitrary: result.map((r) => ({ kind: 'step' as const, result: r })) },
  say({ type: 'unbook' }, { type: 'hold', code: 'CREDIT', until: null }, { type: 'release_hold', code: 'CREDIT' }),
  say({ type: 'booking_news', bookingId: 'B1', proNumber: null, trackingNumber: null, status: 'CANCELLED' }),
  fc.constantFrom<Move>({ kind: 'pass', hours: 6 }, { kind: 'step', result: { kind: 'refused', code: 'NO_CAPACITY' } }),
);

export interface Moved {
  before: OrderState;
  after: OrderState;
  envelope: Envelope;
}

/** Plays moves as a host does; calls `seen` for every committed event. */
export function play(
  start: OrderState,
  moves: readonly Move[],
  seen: (moved: Moved) => void,
  rules: Policy = policy,
): OrderState {
  let state = start;
  let now = START;
  let n = 0;
  const apply = (message: Message, actor: Envelope['actor'] = 'client', cause = `m${++n}`): void => {
    const envelope: Envelope = { cause, at: now, actor, message };
    const decision = decide(state, envelope, rules);
    if (!('event' in decision)) return;
    const before = state;
    state = evolve(state, decision.event);
    seen({ before, after: state, envelope });
  };
  for (const m of moves) {
    if (m.kind === 'pass') now = new Date(Date.parse(now) + m.hours * 3_600_000).toISOString();
    else if (m.kind === 'message') apply(m.message);
    else {
      const due = next(state, now, rules);
      if (due.do === 'message') apply(due.envelope.message, 'system', due.envelope.cause);
      if (due.do !== 'step') continue;
      const { step, attempt } = due;
      apply({ type: 'intent', step, attempt }, 'system', stepCause(state, step, attempt, 'intent'));
      apply(
        { type: 'outcome', step, attempt, result: m.result ?? goodDay(step) },
        'system',
        stepCause(state, step, attempt, 'outcome'),
      );
    }
  }
  return state;
}
