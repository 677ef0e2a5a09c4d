import fc from 'fast-check';
import {
  decideInbound,
  nextInbound,
  openOf,
  passedDeadlines,
  unknownDocument,
  type InboundEnvelope,
  type InboundKind,
  type InboundMessage,
  type InboundState,
  type ReceiptLine,
  type StockChange,
} from '../../src/domain/inbound';

const POLICY = { overReceiptTolerance: 0, handoverMs: 60_000 };
const at = (second: number): string => new Date(1_750_000_000_000 + second * 1000).toISOString();

/** One line of a receipt; its digest is its content, as the contract makes it. */
const receiptLine = fc
  .record({
    lineNumber: fc.constantFrom('1', '2', '9', null),
    skuId: fc.constantFrom('A', 'B', 'C'),
    quantity: fc.integer({ min: 1, max: 6 }),
    damaged: fc.integer({ min: 0, max: 1 }),
    condition: fc.constantFrom('AVAILABLE', 'DAMAGED', 'QUARANTINE', null),
  })
  .map((line): ReceiptLine => ({
    ...line, lot: '', expirationDate: null, serials: [], measure: 'EA', digest: JSON.stringify(line),
  } as ReceiptLine)); // prettier-ignore

const content = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(null, at(30), at(90)))
  .map(([one, two, expectedBy]) => ({
    facts: { buildingId: 'LDN1', expectedBy },
    lines: [
      { lineNumber: '1', skuId: 'A', quantity: one },
      { lineNumber: '2', skuId: 'B', quantity: two },
    ],
    digest: JSON.stringify([one, two, expectedBy]),
  }));

/** Anything that can be said; of receipts one line each, so that a line's digest is the whole of it. */
const message: fc.Arbitrary<InboundMessage> = fc.oneof(
  content.map((c) => ({ type: 'create' as const, ...c })),
  content.map((c) => ({ type: 'update' as const, ...c })),
  fc.constantFrom({ type: 'cancel' as const }, { type: 'close' as const }),
  fc
    .record({ number: fc.constantFrom('R1', 'R2', 'R3', 'R4'), line: receiptLine, final: fc.boolean() })
    .map(({ number, line, final }): InboundMessage => ({
      type: 'receipt',
      receipt: {
        receiptNumber: number,
        receivedAt: at(0),
        buildingId: 'LDN1',
        final: final && number === 'R4',
        lines: [line],
      },
    })),
  fc
    .record({ step: fc.constantFrom('send', 'change', 'cancel', 'close'), attempt: fc.integer({ min: 1, max: 4 }) })
    .map(({ step, attempt }) => ({ type: 'told', step, attempt, refused: null }) as InboundMessage),
  fc.constantFrom(
    { type: 'deadline' as const, name: 'handover' as const },
    { type: 'deadline' as const, name: 'delivery' as const },
  ),
);

interface Played {
  states: InboundState[];
  stock: StockChange[];
}

function play(kind: InboundKind, messages: readonly InboundMessage[]): Played {
  const states = [unknownDocument('IN1', { businessUnitId: 'U', kind, number: 'N' }, 'LDN1', at(0))];
  const stock: StockChange[] = [];
  messages.forEach((one, n) => {
    const before = states.at(-1)!;
    const env: InboundEnvelope = { cause: `m${n}`, at: at(n * 10), actor: 'client', message: one };
    const decision = decideInbound(before, env, POLICY);
    if (!('event' in decision)) return;
    expect(decision.event.sequence).toBe(before.sequence + 1);
    stock.push(...decision.stock);
    states.push(decision.after);
    // A repeat of the very message says nothing new, save a contradiction of the same receipt, which only adds to its exception.
    const again = decideInbound(decision.after, env, POLICY);
    if (one.type === 'receipt' && 'event' in again) expect(again.stock).toEqual([]);
  });
  return { states, stock };
}

const kinds = fc.constantFrom<InboundKind>('ASN', 'RMA', 'PO');
const lives = fc.array(message, { minLength: 1, maxLength: 20 });
const unitsOf = (changes: readonly StockChange[]): number => changes.reduce((sum, { quantity }) => sum + quantity, 0);

describe('an inbound document, whatever is said to it', () => {
  it('counts every line of a receipt once, and stock has exactly what was counted', () => {
    fc.assert(
      fc.property(kinds, lives, (kind, messages) => {
        const { states, stock } = play(kind, messages);
        const first = new Map<string, number>();
        for (const one of messages) {
          if (one.type !== 'receipt') continue;
          const [line] = one.receipt.lines as [ReceiptLine];
          const name = JSON.stringify([one.receipt.receiptNumber, line.lineNumber ?? `sku ${line.skuId}`]);
          if (!first.has(name)) first.set(name, line.quantity);
        }
        expect(unitsOf(stock)).toBe([...first.values()].reduce((sum, units) => sum + units, 0));
        expect(states.at(-1)!.receipts).toHaveLength(first.size);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing on hold for a document that has come, but what is on none of its lines', () => {
    fc.assert(
      fc.property(kinds, lives, (kind, messages) => {
        const { states, stock } = play(kind, messages);
        const last = states.at(-1)!;
        const held = unitsOf(stock.filter(({ status }) => status === 'HOLD'));
        const waiting = last.held.reduce((sum, { quantity }) => sum + quantity, 0);
        if (last.blind) expect(held).toBe(waiting);
        else if (kind === 'RMA') expect(held).toBe(0);
        else expect(held).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('never opens a closed document again, never cancels one with goods, and closes only by a word or by the last unit', () => {
    fc.assert(
      fc.property(kinds, lives, (kind, messages) => {
        const { states } = play(kind, messages);
        states.slice(1).forEach((after, n) => {
          const before = states[n]!;
          if (before.status === 'CLOSED' || before.status === 'CANCELLED') expect(after.status).toBe(before.status);
          if (after.status === 'CANCELLED' && before.status !== 'CANCELLED') expect(before.receivedAt).toBeNull();
          const short = after.lines.some((line) => openOf(line) > 0);
          const said = after.exceptions.some(({ code }) => code === 'SHORT_RECEIPT');
          if (after.status === 'CLOSED' && short) expect(said).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('has no deadline left behind once it has been told of it: its process never spins', () => {
    fc.assert(
      fc.property(kinds, lives, fc.integer({ min: 0, max: 400 }), (kind, messages, second) => {
        let state = play(kind, messages).states.at(-1)!;
        const now = at(200 + second);
        for (const { name } of passedDeadlines(state, now, POLICY)) {
          const env: InboundEnvelope = { cause: name, at: now, actor: 'system', message: { type: 'deadline', name } };
          const decision = decideInbound(state, env, POLICY);
          if ('event' in decision) state = decision.after;
        }
        expect(passedDeadlines(state, now, POLICY)).toEqual([]);
        const next = nextInbound(state, POLICY);
        if (next.do !== 'end' && next.until !== null) expect(next.until > now).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
