import fc from 'fast-check';
import type { AnyJson } from '../harness/client';
import { quoteRequest } from '../life/freightOrder';
import { demo, lifeOf, sandbox } from '../life/support';
import { ask, REPEATS, type Call } from './calls';
import type { Known } from './model';
import { onOrder, type Move } from './move';

const at = fc.nat({ max: 3 });
const repeat = fc.constantFrom(...REPEATS);
const isFreight = ({ kind }: Known): boolean => kind === 'freight';
const desk = ({ salesOrderNumber }: Known, name: string): string =>
  `/organizations/${demo.orgId}/sales_orders/${salesOrderNumber}/${name}`;

/** Asks the carriers; the offers are remembered, whatever becomes of them. */
const quote = async (known: Known, repeat: Call['repeat']): Promise<void> => {
  const possible = [200, 202, 409, 502, 504];
  const path = desk(known, 'tms_quote');
  const { status, body } = await ask(known, {
    name: 'quote',
    method: 'POST',
    path,
    data: quoteRequest,
    possible,
    repeat,
    moves: true,
  });
  if (status === 200) known.offers.push(...body.data.quotes.map(({ quoteId }: AnyJson) => quoteId));
};

export const quoting: fc.Arbitrary<Move> = fc
  .record({ at, repeat })
  .map(({ at, repeat }) =>
    onOrder({ name: 'quote', at, with: { repeat }, when: isFreight, play: (known) => quote(known, repeat) }),
  );

const POSSIBLE = { approve_quote: [202, 404, 409], tms_shipment: [200, 201, 202, 404, 409, 502, 504] };

/** Approves or books one of the offers there ever were, the last one above all; asks for offers where there are none. */
export const choosing: fc.Arbitrary<Move> = fc
  .record({
    at,
    door: fc.constantFrom('approve_quote' as const, 'approve_quote' as const, 'tms_shipment' as const),
    back: fc.constantFrom(0, 0, 0, 1, 4),
    repeat,
  })
  .map(({ at, door, back, repeat }) =>
    onOrder({
      name: door === 'approve_quote' ? 'approve' : 'book',
      at,
      with: { back, repeat },
      when: isFreight,
      async play(known) {
        if (known.offers.length === 0) await quote(known, 'never');
        const quoteId = known.offers.at(-1 - back) ?? 'none';
        const call = { name: door, method: 'POST' as const, path: desk(known, door), data: { quoteId } };
        await ask(known, { ...call, possible: POSSIBLE[door], repeat, moves: true });
      },
    }),
  );

export const unbooking: fc.Arbitrary<Move> = fc.record({ at, repeat }).map(({ at, repeat }) =>
  onOrder({
    name: 'unbook',
    at,
    with: { repeat },
    when: isFreight,
    play: (known) => {
      const possible = [200, 202, 404, 409, 502];
      const path = desk(known, 'tms_shipment');
      return ask(known, { name: 'unbook', method: 'DELETE', path, possible, repeat, moves: true });
    },
  }),
);

/** The carrier reports on a booking that it still has. */
export const carrierNews: fc.Arbitrary<Move> = fc
  .record({ at, type: fc.constantFrom('pro_assigned', 'picked_up', 'in_transit', 'delivered', 'booking_cancelled') })
  .map(({ at, type }) =>
    onOrder({
      name: 'carrier says',
      at,
      with: { type },
      when: isFreight,
      async play({ unit, number }) {
        const { bookings } = await lifeOf(unit, number).books();
        const live = bookings.find(({ status }) => status === 'BOOKED' || status === 'PICKED_UP');
        if (live) await sandbox('POST', `/bookings/${live.bookingId}/${type}?wait=3000`);
      },
    }),
  );
