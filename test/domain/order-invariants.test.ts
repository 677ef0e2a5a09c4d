import fc from 'fast-check';
import { allowedActions, isTerminal, rowFacts, STATUSES, transitionProblems, waiting } from '../../src/domain/order';
import type { OrderState, OrderStatus } from '../../src/domain/order';
import type { Move, Moved } from './order-arbitraries';
import { facts, freightMove, fresh, move, play, policy, START } from './order-arbitraries';

const addUp = (state: OrderState): boolean =>
  state.lines.every((line) => {
    const parts = [line.open, line.allocated, line.shipped, line.cancelled, line.backordered, line.overShipped];
    const sum = line.open + line.allocated + line.shipped + line.cancelled + line.backordered;
    return line.ordered + line.overShipped === sum && parts.every((part) => part >= 0);
  });

const starts = fc.constantFrom(
  fresh(),
  fresh({}, { ...policy, autoRelease: false }),
  fresh({ fillPolicy: '3' }),
  fresh({ fillPolicy: '1', addressSuspect: true }),
  fresh({
    dates: { ...facts().dates, doNotShipBefore: '2026-03-03T00:00:00.000Z', cancelAfter: '2026-03-04T00:00:00.000Z' },
  }),
);

/** The same lives in every test run; `FC_RUNS=200000` lives others, and that many. */
const RUNS = process.env['FC_RUNS'] ? { numRuns: Number(process.env['FC_RUNS']) } : { numRuns: 3000, seed: 20261122 };

describe('whatever happens to an order', () => {
  test('its quantities add up, a terminal status stays, the sequence grows by one under a cause of its own, shipped units vanish only by a correction', () => {
    fc.assert(
      fc.property(starts, fc.array(move, { maxLength: 40 }), (start, moves) => {
        const causes = new Set<string>();
        play(start, moves, ({ before, after, envelope }) => {
          expect(causes).not.toContain(envelope.cause);
          causes.add(envelope.cause);
          expect(addUp(after)).toBe(true);
          expect(after.sequence).toBe(before.sequence + 1);
          if (isTerminal(before.status)) expect(after.status).toBe(before.status);
          expect(isTerminal(after.status)).toBe(after.closedAt !== null);
          const shipped = (s: OrderState) => s.lines.map((line) => line.shipped);
          const shrank = shipped(after).some((units, i) => units < (shipped(before)[i] ?? 0));
          if (shrank) expect(envelope.message.type).toBe('correct_shipment');
        });
      }),
      RUNS,
    );
  });

  test('an open order says for whom it waits, since when and why; a closed one does not wait', () => {
    fc.assert(
      fc.property(starts, fc.array(move, { maxLength: 30 }), (start, moves) => {
        play(start, moves, ({ after }) => {
          const wait = waiting(after, policy);
          if (isTerminal(after.status)) return expect(wait).toBeNull();
          expect(wait?.reason).toBeTruthy();
          expect(wait?.since && wait.since >= START && wait.since <= after.updatedAt).toBe(true);
          expect(rowFacts(after, policy).waitingOn).toBe(wait?.on);
          return undefined;
        });
      }),
      RUNS,
    );
  });

  test('an order in the warehouse cannot be updated, held or released again', () => {
    fc.assert(
      fc.property(starts, fc.array(move, { maxLength: 30 }), (start, moves) => {
        play(start, moves, ({ after }) => {
          const there = ['sending', 'sent', 'accepted'].includes(after.wms.state);
          if (there)
            for (const action of ['update', 'hold', 'release'] as const)
              expect(allowedActions(after)).not.toContain(action);
        });
      }),
      RUNS,
    );
  });

  test('an order whose drop was asked for by an approval leaves only with its carrier booked', () => {
    const byHand = { ...policy, autoRelease: false };
    fc.assert(
      fc.property(fc.array(freightMove, { minLength: 8, maxLength: 25 }), (moves) => {
        let askedBy = '';
        const causes = new Set<string>();
        const seen = ({ before, envelope, after }: Moved) => {
          expect(causes).not.toContain(envelope.cause);
          causes.add(envelope.cause);
          const { type } = envelope.message;
          if (type === 'approve' && after.releaseRequested) askedBy = type;
          const dropped = before.wms.attempt < after.wms.attempt;
          if (dropped && askedBy === 'approve') expect(before.tms.booking?.status).toBe('BOOKED');
        };
        play(fresh({}, byHand), moves, seen, byHand);
      }),
      RUNS,
    );
  });

  test('with partners that answer it comes to rest: there is no circle of steps', () => {
    fc.assert(
      fc.property(starts, fc.array(move, { maxLength: 30 }), (start, moves) => {
        const lived = play(start, moves, () => undefined);
        let steps = 0;
        play(lived, Array<Move>(60).fill({ kind: 'step', result: null }), () => steps++);
        expect(steps).toBeLessThan(30);
      }),
      RUNS,
    );
  });

  test('every status is reached by some life', () => {
    const seen = new Set<OrderStatus>();
    fc.assert(
      fc.property(starts, fc.array(move, { maxLength: 60, minLength: 30 }), (start, moves) => {
        seen.add(start.status);
        play(start, moves, ({ after }) => seen.add(after.status));
      }),
      { numRuns: 6000, seed: 7 },
    );
    expect(STATUSES.filter((status) => !seen.has(status))).toEqual([]);
  });
});

test('the transition table reaches every status and has no way out of a terminal one', () => {
  expect(transitionProblems()).toEqual([]);
  expect(transitionProblems([{ event: 'shipped', from: ['CREATED'], to: ['SHIPPED'] }])).toContain(
    'CANCELLED is never reached',
  );
  expect(transitionProblems([{ event: 'held', from: ['SHIPPED'], to: ['ON_HOLD'] }])).toContain(
    'held leaves a terminal status',
  );
});
