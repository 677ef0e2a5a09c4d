import { openJournal } from './journal';
import type { Change, Journal } from './journal';
import type {
  BookingRecord,
  CallbackRecord,
  ConnectionRecord,
  FreightRecord,
  InboundRecord,
  MessageRecord,
  MovementRecord,
  OfferRecord,
  OrderRecord,
  QuoteRecord,
} from './records';

interface Shelves {
  connections: ConnectionRecord;
  orders: OrderRecord;
  messages: MessageRecord;
  /** By message id. */
  movements: MovementRecord;
  inbound: InboundRecord;
  quotes: QuoteRecord;
  offers: OfferRecord;
  freight: FreightRecord;
  bookings: BookingRecord;
  callbacks: CallbackRecord;
  /** `profile` and `faults`. */
  settings: unknown;
}
export type BookName = keyof Shelves;
export type Entry = { [B in BookName]: [book: B, id: string, value: Shelves[B] | null] }[BookName];
type Maps = { readonly [B in BookName]: Map<string, Shelves[B]> };

export interface Books extends Maps {
  /** Ids of rejected orders by connection and job: the job's later acknowledgements go on listing them. */
  readonly rejectedByJob: Map<string, Set<string>>;
  /** Booking ids by our reference. */
  readonly bookingsByReference: Map<string, string[]>;
  /** Writes entries together, all or none. */
  write(entries: Entry[]): void;
  /** Forgets everything but the connections. */
  reset(): void;
  close(): void;
}

const NAMES: BookName[] = [
  'connections',
  'orders',
  'messages',
  'movements',
  'inbound',
  'quotes',
  'offers',
  'freight',
  'bookings',
  'callbacks',
  'settings',
];
/** Settled callbacks that are kept to be looked at. */
const SETTLED_KEPT = 2000;

export const orderId = (key: { businessUnitId: string; customerOrderNumber: string }) =>
  `${encodeURIComponent(key.businessUnitId)}/${encodeURIComponent(key.customerOrderNumber)}`;
export const inboundId = (key: { businessUnitId: string; kind: string; documentNumber: string }) =>
  [key.kind, key.businessUnitId, key.documentNumber].map(encodeURIComponent).join('/');
export const jobKey = (order: { connectionId: string; jobId: string }) => `${order.connectionId}/${order.jobId}`;

/** Opens the books in a directory (made if missing), reads what is there and compacts it. Null: in memory only. */
export function openBooks(directory: string | null): Books {
  const maps = Object.fromEntries(NAMES.map((name) => [name, new Map()])) as unknown as Maps;
  const rejectedByJob = new Map<string, Set<string>>();
  const bookingsByReference = new Map<string, string[]>();
  const settled: string[] = [];

  function index(book: BookName, id: string, value: unknown): void {
    if (book === 'orders') indexRejected(rejectedByJob, maps.orders.get(id), value as OrderRecord | null, id);
    if (book === 'bookings' && value !== null && !maps.bookings.has(id)) {
      const { reference } = value as BookingRecord;
      bookingsByReference.set(reference, [...(bookingsByReference.get(reference) ?? []), id]);
    }
    if (book === 'callbacks' && (value as CallbackRecord | null)?.state !== 'pending') {
      settled.push(id);
      if (settled.length > SETTLED_KEPT) maps.callbacks.delete(settled.shift() as string);
    }
  }

  function apply(changes: Change[]): void {
    for (const [book, id, value] of changes) {
      const map = (maps as Record<string, Map<string, unknown>>)[book];
      if (!map) continue;
      index(book as BookName, id, value);
      if (value === null) map.delete(id);
      else map.set(id, value);
    }
  }

  function* everything(): Generator<Change> {
    for (const name of NAMES) for (const [id, value] of maps[name]) yield [name, id, value];
  }

  const journal: Journal | null = directory === null ? null : openJournal(directory, apply);
  journal?.rewrite(everything());

  return {
    ...maps,
    rejectedByJob,
    bookingsByReference,
    write(entries) {
      if (entries.length === 0) return;
      journal?.append(entries);
      apply(entries);
    },
    reset() {
      for (const name of NAMES) if (name !== 'connections') maps[name].clear();
      rejectedByJob.clear();
      bookingsByReference.clear();
      settled.length = 0;
      journal?.rewrite(everything());
    },
    close: () => journal?.close(),
  };
}

function indexRejected(
  rejected: Map<string, Set<string>>,
  before: OrderRecord | undefined,
  after: OrderRecord | null,
  id: string,
): void {
  if (before?.status === 'rejected') rejected.get(jobKey(before))?.delete(id);
  if (after?.status !== 'rejected') return;
  const key = jobKey(after);
  rejected.set(key, (rejected.get(key) ?? new Set()).add(id));
}
