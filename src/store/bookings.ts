import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { OrderKey } from '../domain/order';
import type { Queries } from './database';
import { bookingOrders, bookings, orders } from './schema';
import { withinScope, type Scope } from './scope';

/** A carrier booking; several orders may ride on one. */
export interface StoredBooking {
  id: number;
  orgId: string;
  /** Ours, known to the carrier before the call. */
  reference: string;
  /** The carrier's; null until it has answered. */
  bookingId: string | null;
  carrierCode: string;
  /** As the carrier answered. */
  document: Record<string, unknown>;
  state: 'booking' | 'booked' | 'void_due' | 'voided' | 'failed';
  /** Grows with every change. */
  sequence: number;
}

const columns = {
  id: bookings.id,
  orgId: bookings.orgId,
  reference: bookings.reference,
  bookingId: bookings.bookingId,
  carrierCode: bookings.carrierCode,
  document: bookings.document,
  state: bookings.state,
  sequence: bookings.sequence,
};

const changed = { sequence: sql`${bookings.sequence} + 1`, updatedAt: sql`now()` };

async function one(db: Queries, where: SQL | undefined): Promise<StoredBooking | null> {
  const [booking] = await db.select(columns).from(bookings).where(where);
  return booking ?? null;
}

/** Runs `change` while nobody else changes the booking. */
async function locked<T>(
  db: Queries,
  reference: string,
  change: (tx: Queries, booking: StoredBooking & { lastOrderId: number | null }) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const [booking] = await tx
      .select({ ...columns, lastOrderId: bookings.lastOrderId })
      .from(bookings)
      .where(eq(bookings.reference, reference))
      .for('no key update');
    if (!booking) throw new Error(`There is no booking ${reference}.`);
    return change(tx, booking);
  });
}

/** The intent, before the carrier is called: the booking under our reference, with its first orders. Repeatable. */
export async function createBooking(
  db: Queries,
  booking: { orgId: string; reference: string; carrierCode: string; orderIds: readonly number[] },
): Promise<void> {
  const { orgId, reference, carrierCode, orderIds } = booking;
  await db
    .insert(bookings)
    .values({ orgId, reference, carrierCode, state: 'booking' })
    .onConflictDoNothing({ target: bookings.reference });
  await locked(db, reference, async (tx, { id }) => {
    if (orderIds.length === 0) return;
    const members = orderIds.map((orderId) => ({ booking: id, orderId }));
    await tx.insert(bookingOrders).values(members).onConflictDoNothing();
  });
}

/** The carrier's booking is known, by its answer or by a look-up of our reference. Repeatable; later news replace it. */
export async function adoptBooking(
  db: Queries,
  reference: string,
  answer: { bookingId: string; document: Record<string, unknown> },
): Promise<StoredBooking> {
  return locked(db, reference, async (tx, { state }) => {
    const adopted = state === 'booking' || state === 'failed' ? 'booked' : state;
    const [booking] = await tx
      .update(bookings)
      .set({ ...answer, ...changed, state: adopted })
      .where(eq(bookings.reference, reference))
      .returning(columns);
    if (!booking) throw new Error(`There is no booking ${reference}.`);
    return booking;
  });
}

/** The booking came to an end at the carrier: voided, or never made. */
export async function endBooking(db: Queries, reference: string, state: 'voided' | 'failed'): Promise<void> {
  await locked(db, reference, async (tx) => {
    await tx
      .update(bookings)
      .set({ ...changed, state })
      .where(eq(bookings.reference, reference));
  });
}

/**
 * An order leaves its booking. `last`: nobody is left on it, and this order is the one that has to void it; a repeat answers
 * the same.
 */
export async function leaveBooking(
  db: Queries,
  reference: string,
  orderId: number,
): Promise<{ last: boolean; booking: StoredBooking }> {
  return locked(db, reference, async (tx, { lastOrderId, ...booking }) => {
    const members = eq(bookingOrders.booking, booking.id);
    const left = await tx
      .update(bookingOrders)
      .set({ leftAt: sql`now()` })
      .where(and(members, eq(bookingOrders.orderId, orderId), isNull(bookingOrders.leftAt)))
      .returning({ orderId: bookingOrders.orderId });
    const staying = await tx.$count(bookingOrders, and(members, isNull(bookingOrders.leftAt)));
    if (left.length === 0 || staying > 0) return { last: lastOrderId === orderId, booking };
    const [emptied] = await tx
      .update(bookings)
      .set({ ...changed, lastOrderId: orderId, state: 'void_due' })
      .where(eq(bookings.id, booking.id))
      .returning(columns);
    return { last: true, booking: emptied ?? booking };
  });
}

/** An order on a booking; `bookingId` is null until the order's own state has the booking. */
export interface BookingMember extends OrderKey {
  orderId: number;
  bookingId: string | null;
}

/** The orders in scope that ride on a booking now. */
export async function bookingMembers(db: Queries, scope: Scope, reference: string): Promise<BookingMember[]> {
  const committed = sql`${orders.state}->'tms'->'booking'`;
  return db
    .select({
      orderId: orders.id,
      businessUnitId: orders.businessUnitId,
      orderNumber: orders.orderNumber,
      bookingId: sql<string | null>`case when ${committed}->>'reference' = ${bookings.reference}
                                         then ${committed}->>'bookingId' end`,
    })
    .from(bookings)
    .innerJoin(bookingOrders, and(eq(bookingOrders.booking, bookings.id), isNull(bookingOrders.leftAt)))
    .innerJoin(orders, eq(orders.id, bookingOrders.orderId))
    .where(and(eq(bookings.reference, reference), ...withinScope(scope, orders)))
    .orderBy(asc(orders.id));
}

/** Orders whose booking carries a number of the carrier's: of the bill of lading, or the PRO number. */
export async function findByFreightNumber(
  db: Queries,
  scope: Scope,
  kind: 'bolNumber' | 'proNumber',
  number: string,
): Promise<BookingMember[]> {
  return db
    .select({
      orderId: orders.id,
      businessUnitId: orders.businessUnitId,
      orderNumber: orders.orderNumber,
      bookingId: sql<string | null>`${orders.state}->'tms'->'booking'->>'bookingId'`,
    })
    .from(orders)
    .where(and(eq(orders[kind], number), ...withinScope(scope, orders)))
    .orderBy(asc(orders.id));
}

export const findBooking = (db: Queries, reference: string): Promise<StoredBooking | null> =>
  one(db, eq(bookings.reference, reference));

/** By the carrier's id, as its callbacks name it. */
export const findByBookingId = (db: Queries, orgId: string, bookingId: string): Promise<StoredBooking | null> =>
  one(db, and(eq(bookings.orgId, orgId), eq(bookings.bookingId, bookingId)));
