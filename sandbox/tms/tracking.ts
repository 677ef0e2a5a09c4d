import { randomUUID } from 'node:crypto';
import type { CarrierEvent, CarrierEventType, TmsBooking } from '../../src/contract/partner';
import type { Books, Entry } from '../books/books';
import type { BookingRecord, OrderRecord } from '../books/records';
import type { NewCallback } from '../callbacks/outbox';
import type { World } from '../world';
import { proNumberOf } from './book';

type Names = Pick<CarrierEvent, 'reference' | 'bookingId' | 'bolNumber' | 'proNumber' | 'trackingNumber'>;

/** `POST /carriers/{scac}/events` with one event. */
export function carrierEvent(
  from: { connectionId: string; scac: string; lane: string },
  type: CarrierEventType,
  names: Names,
  now: Date,
): NewCallback {
  const event = { eventId: `ev_${randomUUID()}`, type, occurredAt: now.toISOString(), ...names };
  const { connectionId, lane } = from;
  return { connectionId, lane, path: `/carriers/${encodeURIComponent(from.scac)}/events`, body: { events: [event] } };
}

/** A milestone of the last shipment of an order; nothing where no TMS is connected to report it. */
export function trackShipment(books: Books, order: OrderRecord, type: CarrierEventType, now: Date): NewCallback[] {
  const shipment = order.shipments.at(-1);
  const connection = [...books.connections.values()].find(({ kind }) => kind === 'tms');
  if (!shipment || !connection) return [];
  const { bolNumber, proNumber, trackingNumber } = shipment;
  const from = {
    connectionId: connection.connectionId,
    scac: shipment.carrierId ?? 'UPS',
    lane: `carrier/${shipment.shipmentId}`,
  };
  return [carrierEvent(from, type, { bolNumber, proNumber, trackingNumber }, now)];
}

const STATUS_AFTER: Partial<Record<CarrierEventType, TmsBooking['status']>> = {
  booking_cancelled: 'CANCELLED',
  picked_up: 'PICKED_UP',
  delivered: 'DELIVERED',
};

/** The carrier does something with a booking and reports it. Answers the callback's id. */
export function moveBooking(world: World, booking: BookingRecord, type: CarrierEventType, now: Date): string {
  const proNumber = type === 'pro_assigned' ? proNumberOf(booking) : booking.proNumber;
  const moved: BookingRecord = { ...booking, proNumber, status: STATUS_AFTER[type] ?? booking.status };
  const { reference, bookingId, bolNumber, connectionId, carrierCode } = moved;
  const names = { reference, bookingId, bolNumber: bolNumber ?? undefined, proNumber: proNumber ?? undefined };
  const from = { connectionId, scac: carrierCode, lane: `booking/${bookingId}` };
  const { records, entries } = world.outbox.draft([carrierEvent(from, type, names, now)], now);
  const entry: Entry = ['bookings', bookingId, moved];
  world.books.write([entry, ...entries]);
  world.outbox.send(records);
  const [next] = moved.plan;
  if (next) world.schedule.at(`booking:${bookingId}`, next.at);
  return records[0]?.id ?? '';
}

/** Does what is due for these bookings. */
export function runDueBookings(world: World, ids: string[]): void {
  const now = new Date();
  for (const id of ids) {
    const booking = world.books.bookings.get(id);
    const [step, ...plan] = booking?.plan ?? [];
    if (booking && step && Date.parse(step.at) <= now.getTime()) {
      moveBooking(world, { ...booking, plan }, step.type, now);
    }
  }
}
