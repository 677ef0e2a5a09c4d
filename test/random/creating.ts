import fc from 'fast-check';
import type { Suffix } from '../../sandbox/suffixes';
import { client, demo, soon } from '../life/support';
import { look } from './calls';
import { count, Finding, KINDS, type Kind, type Known, type Model } from './model';
import { played, type Move } from './move';
import type { Place } from './place';

/** Warehouses and carriers of these kinds act on their own; these are the ways in which they do it badly. */
const LONE: (Suffix | '')[] = [
  '', 'WMS500', 'WMS500AFTER', 'WMSSLOW', 'DROPREFUSE', 'ACKREJECT', 'NOACK', 'REJECTTHENSHIP', 'NOSHIP', 'PICKONLY', 'NOPICK', 'SHORT',
  'OVERSHIP', 'DUPSHIP', 'CONFLICT', 'PARTS', 'SHIPFIRST', 'TRACK', 'TRACKMIXED', 'LATECANCEL', 'NORECALL', 'SLOWRECALL',
]; // prettier-ignore
const FREIGHT: (Suffix | '')[] = [
  '', '', '', 'NOSHIP', 'NOQUOTE', 'QUOTEEXPIRED', 'PRICEUP', 'SLOWBOOK', 'LOSTBOOK', 'GHOSTBOOK', 'BOOKREFUSE', 'EARLYPRO', 'CARRIERCANCEL',
  'NOVOID', 'LATECANCEL',
]; // prettier-ignore
const MANUAL: (Suffix | '')[] = ['', '', '', '', 'WMS500', 'WMS500AFTER', 'WMSSLOW', 'DROPREFUSE'];
const SUFFIXES: Record<Kind, (Suffix | '')[]> = { parcel: MANUAL, plain: MANUAL, freight: FREIGHT, lone: LONE };

export interface NewOrder {
  kind: Kind;
  suffix: Suffix | '';
  quantities: number[];
  fill: '1' | '2' | '3' | undefined;
  /** Milliseconds from now, by the name of a customer's date. */
  date: ['doNotShipBefore' | 'cancelAfter' | 'requestedShipDate', number] | null;
  /** An address that cannot be right. */
  suspect: boolean;
}

export const newOrder: fc.Arbitrary<NewOrder> = fc.constantFrom<Kind[]>('parcel', 'parcel', ...KINDS).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    suffix: fc.constantFrom(...SUFFIXES[kind]),
    quantities: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
    fill: fc.constantFrom(undefined, '1' as const, '2' as const, '3' as const, '3' as const),
    date: fc.option(
      fc.tuple(
        fc.constantFrom('doNotShipBefore' as const, 'cancelAfter' as const, 'requestedShipDate' as const),
        fc.constantFrom(400, 900, 1500),
      ),
      { freq: 4 },
    ),
    suspect: fc.integer({ min: 0, max: 9 }).map((lot) => lot === 9),
  }),
);

function documentOf(number: string, { quantities, fill, date, suspect }: NewOrder, { buildingId }: Place) {
  const postalCode = suspect ? '99999' : 'LS1 4AB';
  return {
    customerOrderNumber: number,
    requestedBuildingId: buildingId,
    shipTo: { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode },
    ...(fill ? { fillKillIndicator: fill } : {}),
    ...(date ? { customerDates: { [date[0]]: soon(date[1]) } } : {}),
    orderLines: quantities.map((quantity, at) => ({
      customerLineNumber: String(at + 1),
      skuId: demo.skus[at],
      quantity,
      quantityMeasure: 'EA',
    })),
  };
}

/** A client sends an order, `times` at once: it is there once, whoever of them is answered first. */
export async function create(model: Model, place: Place, wish: NewOrder, times = 1): Promise<Known> {
  const { kind } = wish;
  const unit = place.units[kind];
  const number = place.number(wish.suffix);
  const document = documentOf(number, wish, place);
  const path = `/business_units/${unit}/sales_orders`;
  const answers = await Promise.all(Array.from({ length: times }, () => client.post(path, document)));
  const known: Known = {
    kind, unit, number, document, path: `${path}/${number}`, salesOrderNumber: answers[0]?.body.data?.salesOrderNumber, sequence: 0, closedAs: null,
    asked: new Map(), granted: new Map(), offers: [], shipped: 0, corrected: new Map(),
  }; // prettier-ignore
  const statuses = answers.map(({ status }) => status).sort();
  if (statuses.some((status, at) => status !== (at === times - 1 ? 201 : 200)))
    throw new Finding(known, `sent ${times} times at once and answered ${statuses.join(', ')}`, answers[0]?.body);
  model.orders.push(known);
  count(known.asked, 'create');
  await look(known);
  return known;
}

const MOST = 4;

export const creating: fc.Arbitrary<Move> = fc.tuple(newOrder, fc.constantFrom(1, 1, 2, 3)).map(([wish, times]) => ({
  check: ({ orders }) => orders.length < MOST,
  async run(model, place) {
    played.set('create', (played.get('create') ?? 0) + 1);
    await create(model, place, wish, times);
  },
  toString: () => `create(${times} times ${JSON.stringify(wish)})`,
}));
