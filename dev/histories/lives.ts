import { setTimeout as delay } from 'node:timers/promises';
import { call, demo, reach } from './client';

export interface Life {
  name: string;
  suffix: string;
  unit: 'businessUnitId' | 'b2bBusinessUnitId';
  /** What the client does once the order exists. */
  then?: (order: string, tms: string) => Promise<void>;
  until: string;
}

const address = { name: 'Dock', countryCode: 'GB', locality: 'York', postalCode: 'YO1 9AA', address1: '9 Mill Lane' };
const quoteRequest = {
  origin: { ...address, facilityId: demo.buildingId },
  destination: address,
  containers: [{ quantity: '1', type: 'Pallet', weight: 300, height: 48, width: 40, length: 48, stackable: false }],
  shipmentType: 'LTL',
};

async function quoted(tms: string): Promise<string> {
  const answer = (await call('POST', `${tms}/tms_quote`, quoteRequest)) as unknown as {
    data: { quotes: { quoteId: string }[] };
  };
  const [first] = answer.data.quotes;
  if (!first) throw new Error('no quote');
  return first.quoteId;
}

/** Both paths and the ways they go wrong, as the replay test wants them. */
export const LIVES: Life[] = [
  { name: 'parcel', suffix: '', unit: 'businessUnitId', until: 'SHIPPED' },
  { name: 'parcel-short', suffix: '-SHORT', unit: 'businessUnitId', until: 'CLOSED_SHORT' },
  { name: 'parcel-in-parts', suffix: '-PARTS', unit: 'businessUnitId', until: 'SHIPPED' },
  { name: 'parcel-over-shipped', suffix: '-OVERSHIP', unit: 'businessUnitId', until: 'SHIPPED' },
  { name: 'parcel-confirmed-twice', suffix: '-CONFLICT', unit: 'businessUnitId', until: 'SHIPPED' },
  { name: 'parcel-rejected-then-shipped', suffix: '-REJECTTHENSHIP', unit: 'businessUnitId', until: 'SHIPPED' },
  { name: 'parcel-slow-warehouse', suffix: '-WMSSLOW', unit: 'businessUnitId', until: 'SHIPPED' },
  { name: 'parcel-drop-answered-500', suffix: '-WMS500AFTER', unit: 'businessUnitId', until: 'SHIPPED' },
  { name: 'parcel-tracked-out-of-order', suffix: '-TRACKMIXED', unit: 'businessUnitId', until: 'SHIPPED' },
  {
    name: 'recall-refused',
    suffix: '-NORECALL',
    unit: 'businessUnitId',
    until: 'SHIPPED',
    then: async (order) => {
      await reach(order, 'ACKNOWLEDGED');
      await call('DELETE', order);
    },
  },
  {
    name: 'held-then-released',
    suffix: '',
    unit: 'b2bBusinessUnitId',
    until: 'SHIPPED',
    then: async (order) => {
      await call('POST', `${order}/holds`, { code: 'CREDIT_CHECK' });
      await call('DELETE', `${order}/holds/CREDIT_CHECK`);
      await call('POST', `${order}/release`);
    },
  },
  {
    name: 'rejected-and-dropped-again',
    suffix: '-ACKREJECT',
    unit: 'businessUnitId',
    until: 'SHIPPED',
    then: async (order) => {
      await reach(order, 'ON_HOLD');
      await call('POST', `${order}/release`);
    },
  },
  {
    name: 'cancelled-after-release',
    suffix: '-NOSHIP',
    unit: 'businessUnitId',
    until: 'CANCELLED',
    then: async (order) => {
      await reach(order, 'ACKNOWLEDGED');
      await call('DELETE', order);
    },
  },
  {
    name: 'freight',
    suffix: '',
    unit: 'b2bBusinessUnitId',
    until: 'SHIPPED',
    then: async (_, tms) => void (await call('POST', `${tms}/approve_quote`, { quoteId: await quoted(tms) })),
  },
  {
    name: 'freight-cancelled',
    suffix: '-NOSHIP',
    unit: 'b2bBusinessUnitId',
    until: 'CANCELLED',
    then: async (order, tms) => {
      await call('POST', `${tms}/approve_quote`, { quoteId: await quoted(tms) });
      await reach(order, 'ACKNOWLEDGED');
      await call('DELETE', order);
    },
  },
  {
    name: 'freight-quote-expired',
    suffix: '-QUOTEEXPIRED',
    unit: 'b2bBusinessUnitId',
    until: 'SHIPPED',
    then: async (order, tms) => {
      await call('POST', `${order}/holds`, { code: 'CREDIT_CHECK' });
      await call('POST', `${tms}/approve_quote`, { quoteId: await quoted(tms) });
      await delay(1200);
      await call('DELETE', `${order}/holds/CREDIT_CHECK`);
    },
  },
  {
    name: 'freight-lost-booking',
    suffix: '-LOSTBOOK',
    unit: 'b2bBusinessUnitId',
    until: 'SHIPPED',
    then: async (_, tms) => void (await call('POST', `${tms}/approve_quote`, { quoteId: await quoted(tms) })),
  },
];
