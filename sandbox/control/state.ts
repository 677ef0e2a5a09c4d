import { orderId } from '../books/books';
import type { Books } from '../books/books';
import { faultOf } from '../faults';
import { profileOf } from '../profile';
import { openly } from './connections';

/** What the partners have in their books, whole or for one order. */
export function stateOf(books: Books, key?: { businessUnitId: string; customerOrderNumber: string }) {
  const id = key && orderId(key);
  const about = <T>(records: Iterable<T>, ids: (record: T) => string[]) =>
    [...records].filter((record) => id === undefined || ids(record).includes(id));
  const callbacks = about(books.callbacks.values(), (c) => [c.lane, ...mentioned(c.body)]);
  return {
    ...summary(books),
    wms: {
      orders: about(books.orders.values(), (order) => [orderId(order)]),
      messages: about(books.messages.values(), (message) => [message.orderId]),
      inbound: key ? [] : [...books.inbound.values()],
    },
    tms: {
      quotes: about(books.quotes.values(), (quote) => quote.orderIds),
      offers: about(books.offers.values(), (offer) => offer.orderIds),
      bookings: about(books.bookings.values(), (booking) => booking.orderIds),
    },
    callbacks: {
      pending: callbacks.filter((c) => c.state === 'pending'),
      sent: callbacks.filter((c) => c.state !== 'pending'),
    },
  };
}

/** Figures instead of the books themselves, for large runs. */
export function summary(books: Books) {
  const pending = [...books.callbacks.values()].filter((c) => c.state === 'pending').length;
  return {
    connections: [...books.connections.values()].map(openly),
    profile: profileOf(books),
    faults: { wms: faultOf(books, 'wms'), tms: faultOf(books, 'tms'), callbacks: faultOf(books, 'callbacks') },
    counts: {
      orders: books.orders.size,
      bookings: books.bookings.size,
      pendingCallbacks: pending,
      byStatus: byStatus(books),
    },
  };
}

function byStatus(books: Books): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of books.orders.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Orders and bookings a callback's body speaks of: an acknowledgement of a whole job names those it lists. */
function mentioned(body: unknown): string[] {
  const { data, events } = body as {
    data?: { businessUnitId?: string; customerOrderNumber?: string };
    events?: { businessUnitId?: string; customerOrderNumber?: string }[];
  };
  return [data, ...(events ?? [])].flatMap((about) => {
    const { businessUnitId, customerOrderNumber } = about ?? {};
    return businessUnitId && customerOrderNumber ? [orderId({ businessUnitId, customerOrderNumber })] : [];
  });
}
