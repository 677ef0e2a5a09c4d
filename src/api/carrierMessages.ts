import type { Callback, OrderKey } from '../domain/order';
import { digestOf } from '../contract/common/digest';
import { TRACKING_RANK, type CarrierEvent } from '../contract/partner';
import type { IncomingCallback } from '../intake/types';
import { bookingMembers, findBooking, findByBookingId, type StoredBooking } from '../store/bookings';
import { findByTracking } from '../store/orders/read';
import type { Scope } from '../store/scope';
import type { ApiDeps } from './deps';

/** What an event means for one order. */
interface Meaning {
  key: OrderKey | null;
  callback: Callback | null;
}

const BOOKING_STATUS: Partial<Record<CarrierEvent['type'], 'BOOKED' | 'CANCELLED' | 'PICKED_UP' | 'DELIVERED'>> = {
  pro_assigned: 'BOOKED',
  booking_cancelled: 'CANCELLED',
  picked_up: 'PICKED_UP',
  delivered: 'DELIVERED',
};

/**
 * A carrier's event as messages for the orders it is about: those that ride on its booking, else those whose shipment
 * carries its tracking number. One that nobody can place yet is one message without an order, to be kept.
 */
export async function fromCarrierEvent(deps: ApiDeps, scope: Scope, event: CarrierEvent): Promise<IncomingCallback[]> {
  const digest = digestOf(event);
  const meanings = await meaningsOf(deps, scope, event);
  const placed = meanings.length > 0 ? meanings : [{ key: null, callback: null }];
  return placed.map(({ key, callback }) => {
    const about = key ? `/${key.businessUnitId}/${key.orderNumber}/${callback?.type}` : '';
    const messageId = `event/${event.eventId}${about}`;
    return { messageId, digest, orgId: scope.orgId, key, callback, actor: 'carrier', body: event };
  });
}

async function meaningsOf(deps: ApiDeps, scope: Scope, event: CarrierEvent): Promise<Meaning[]> {
  const booking = await bookingOf(deps, scope, event);
  if (booking) {
    const members = await bookingMembers(deps.db, booking.reference);
    const callbacks = [bookingNews(event, booking), tracking(event, null)].filter((callback) => callback !== null);
    return members.flatMap(({ businessUnitId, orderNumber }) =>
      callbacks.map((callback) => ({ key: { businessUnitId, orderNumber }, callback })),
    );
  }
  if (event.trackingNumber === undefined) return [];
  const shipments = await findByTracking(deps.db, scope, event.trackingNumber);
  return shipments.map(({ businessUnitId, orderNumber, shipmentId }) => ({
    key: { businessUnitId, orderNumber },
    callback: tracking(event, shipmentId),
  }));
}

async function bookingOf({ db }: ApiDeps, { orgId }: Scope, event: CarrierEvent): Promise<StoredBooking | null> {
  const named = event.reference === undefined ? null : await findBooking(db, event.reference);
  const found = named ?? (event.bookingId === undefined ? null : await findByBookingId(db, orgId, event.bookingId));
  return found?.orgId === orgId ? found : null;
}

function bookingNews(event: CarrierEvent, booking: StoredBooking): Callback | null {
  const status = BOOKING_STATUS[event.type];
  const bookingId = event.bookingId ?? booking.bookingId;
  if (!status || bookingId === null) return null;
  const { proNumber = null, trackingNumber = null } = event;
  return { type: 'booking_news', bookingId, proNumber, trackingNumber, status };
}

function tracking(event: CarrierEvent, shipmentId: string | null): Callback | null {
  if (event.type === 'pro_assigned' || event.type === 'booking_cancelled') return null;
  const { trackingNumber = null, type } = event;
  return { type: 'tracking', shipmentId, trackingNumber, rank: TRACKING_RANK[type], code: type.toUpperCase() };
}
