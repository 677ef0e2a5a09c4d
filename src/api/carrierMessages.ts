import type { Callback, OrderKey } from '../domain/order';
import { digestOf } from '../contract/common/digest';
import { TRACKING_RANK, type CarrierEvent } from '../contract/partner';
import type { IncomingCallback } from '../intake/types';
import {
  bookingMembers,
  findBooking,
  findByBookingId,
  findByFreightNumber,
  type BookingMember,
  type StoredBooking,
} from '../store/bookings';
import type { Queries } from '../store/database';
import { findByTracking } from '../store/orders/read';
import type { Scope } from '../store/scope';

/** What an event means for one order; without an order it is kept until there is one. */
interface Meaning {
  key: OrderKey | null;
  callback: Callback | null;
}

interface Deps {
  db: Queries;
}

const NOBODY: Meaning = { key: null, callback: null };

const BOOKING_STATUS: Partial<Record<CarrierEvent['type'], 'BOOKED' | 'CANCELLED' | 'PICKED_UP' | 'DELIVERED'>> = {
  pro_assigned: 'BOOKED',
  booking_cancelled: 'CANCELLED',
  picked_up: 'PICKED_UP',
  delivered: 'DELIVERED',
};

/**
 * A carrier's event as messages for the orders it is about: those that ride on its booking, else those whose shipment
 * carries its tracking number. What nobody can place yet is one message without an order, to be kept: also where a
 * booking is known, but not yet to its order, which would take the news for another booking's.
 */
export async function fromCarrierEvent(deps: Deps, scope: Scope, event: CarrierEvent): Promise<IncomingCallback[]> {
  const digest = digestOf(event);
  const meanings = await meaningsOf(deps, scope, event);
  return (meanings.length > 0 ? meanings : [NOBODY]).map(({ key, callback }) => {
    const about = key ? `/${key.businessUnitId}/${key.orderNumber}/${callback?.type}` : '';
    const messageId = `event/${event.eventId}${about}`;
    return { messageId, digest, orgId: scope.orgId, key, callback, actor: 'carrier', body: event };
  });
}

async function meaningsOf(deps: Deps, scope: Scope, event: CarrierEvent): Promise<Meaning[]> {
  const { trackingNumber } = event;
  const shipments = trackingNumber === undefined ? [] : await findByTracking(deps.db, scope, trackingNumber);
  const riders = await ridersOf(deps, scope, event);
  if (riders.length === 0) {
    return shipments.map(({ shipmentId, ...order }) => ({ key: keyOf(order), callback: tracking(event, shipmentId) }));
  }
  const placed = riders.flatMap(({ orderId, bookingId, ...order }) => {
    if (bookingId === null) return [];
    const shipmentId = shipments.find((shipment) => shipment.orderId === orderId)?.shipmentId ?? null;
    const callbacks = [bookingNews(event, bookingId), tracking(event, shipmentId)];
    return callbacks.flatMap((callback) => (callback ? [{ key: keyOf(order), callback }] : []));
  });
  return riders.some(({ bookingId }) => bookingId === null) ? [...placed, NOBODY] : placed;
}

const keyOf = ({ businessUnitId, orderNumber }: OrderKey): OrderKey => ({ businessUnitId, orderNumber });

/** The orders on the booking that an event names: by our reference or its id, else by its bill of lading or PRO number. */
async function ridersOf({ db }: Deps, scope: Scope, event: CarrierEvent): Promise<BookingMember[]> {
  const booking = await bookingOf(db, scope, event);
  if (booking) return bookingMembers(db, scope, booking.reference);
  for (const kind of ['bolNumber', 'proNumber'] as const) {
    // A PRO number that is only now assigned names nothing yet.
    const number = kind === 'proNumber' && event.type === 'pro_assigned' ? undefined : event[kind];
    const riders = number === undefined ? [] : await findByFreightNumber(db, scope, kind, number);
    if (riders.length > 0) return riders;
  }
  return [];
}

async function bookingOf(db: Queries, { orgId }: Scope, event: CarrierEvent): Promise<StoredBooking | null> {
  const named = event.reference === undefined ? null : await findBooking(db, event.reference);
  const found = named ?? (event.bookingId === undefined ? null : await findByBookingId(db, orgId, event.bookingId));
  return found?.orgId === orgId ? found : null;
}

function bookingNews(event: CarrierEvent, bookingId: string): Callback | null {
  const status = BOOKING_STATUS[event.type];
  const [proNumber, trackingNumber] = [event.proNumber ?? null, event.trackingNumber ?? null];
  return status ? { type: 'booking_news', bookingId, proNumber, trackingNumber, status } : null;
}

function tracking(event: CarrierEvent, shipmentId: string | null): Callback | null {
  if (event.type === 'pro_assigned' || event.type === 'booking_cancelled') return null;
  const { trackingNumber = null, type } = event;
  return { type: 'tracking', shipmentId, trackingNumber, rank: TRACKING_RANK[type], code: type.toUpperCase() };
}
