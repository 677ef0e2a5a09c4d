import { carrierMapper } from '../../src/api/carrierMapper';
import { fromCarrierEvent } from '../../src/api/carrierMessages';
import type { CarrierEvent } from '../../src/contract/partner';
import { acceptOrders } from '../../src/intake/acceptOrders';
import { createPlacing } from '../../src/intake/placing';
import { receiveCallbacks } from '../../src/intake/receive';
import { adoptBooking, createBooking } from '../../src/store/bookings';
import { saveClient } from '../../src/store/clients';
import { listParked } from '../../src/store/inbox';
import { commitDecisions } from '../../src/store/orders/commit';
import { findOrders } from '../../src/store/orders/read';
import { claim, eventOn } from '../store/support/fixtures';
import { keyOf, openWorld, ORG, request, SCOPE, UNIT, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const order = async (orderNumber: string) => (await findOrders(world.db, [keyOf(orderNumber)]))[0]!;
const parkedIds = async () => (await listParked(world.db, SCOPE, { limit: 99 })).rows.map(({ id }) => id);

/** The intent to book, with the carrier's answer; the order itself does not have it yet. */
async function answeredBooking(orderNumber: string): Promise<string> {
  await acceptOrders(world, [request(orderNumber)]);
  const { orderId, salesOrderNumber } = await order(orderNumber);
  const reference = `${salesOrderNumber}/1`;
  await createBooking(world.db, { orgId: ORG, reference, carrierCode: 'UPSN', orderIds: [orderId] });
  await adoptBooking(world.db, reference, { bookingId: `BK-${orderNumber}`, document: {} });
  return reference;
}

/** What the order's host writes after the carrier's answer. */
async function commitBooked(orderNumber: string, reference: string, pro: string | null = null): Promise<void> {
  const held = await claim(world.db, orderNumber);
  const booking = {
    bookingId: `BK-${orderNumber}`,
    reference,
    quoteId: 'Q-1',
    carrierCode: 'UPSN',
    serviceLevel: 'STD',
    bolNumber: `BOL-${orderNumber}`,
    proNumber: pro,
    trackingNumber: null,
    totalCharge: 1,
    currency: 'USD',
    pickupStart: null,
    pickupEnd: null,
    estimatedDeliveryDate: null,
    voidableUntil: null,
    status: 'BOOKED' as const,
  };
  const tms = { ...held.state.tms, state: 'booked' as const, booking };
  await commitDecisions(world.db, [eventOn(held, `book/${orderNumber}`, { type: 'booked', state: { tms } })]);
}

/** A carrier's message as the API takes it in. */
async function receive(event: Omit<CarrierEvent, 'occurredAt'>, source = 'carrier:c1') {
  const messages = await fromCarrierEvent(world, SCOPE, { ...event, occurredAt: '2026-03-02T10:00:00Z' });
  const received = await receiveCallbacks(world, { source, messages });
  await world.courier.drain(10_000);
  return received.map(({ outcome }) => outcome);
}

/** One turn of the sweeper's. */
async function place(): Promise<void> {
  await createPlacing({ ...world, mapAnew: carrierMapper(world.db) })();
  await world.courier.drain(10_000);
}

describe("a carrier's event that comes before its booking commits", () => {
  it.each([
    ['our reference', (reference: string) => ({ reference })],
    ['its booking id', (_: string, number: string) => ({ bookingId: `BK-${number}` })],
    ['the bill of lading', (_: string, number: string) => ({ bolNumber: `BOL-${number}` })],
  ])('and names %s is kept, and applied once the order has the booking', async (name, names) => {
    const number = `E-${name.replaceAll(' ', '')}`;
    const reference = await answeredBooking(number);
    const event = { eventId: number, type: 'pro_assigned' as const, proNumber: 'PRO-1', ...names(reference, number) };
    expect(await receive(event)).toEqual(['parked']);
    await place();
    expect(await parkedIds()).toEqual([`carrier:c1:event/${number}`]);
    expect((await order(number)).state.tms.booking).toBeNull();

    await commitBooked(number, reference);
    await place();
    expect((await order(number)).state.tms.booking).toMatchObject({ proNumber: 'PRO-1' });
    expect(await parkedIds()).toEqual([]);
    const { sequence } = await order(number);
    expect(await receive(event)).toEqual(['repeat']);
    await place();
    expect((await order(number)).sequence).toBe(sequence);
  });
});

describe("a carrier's event that names only numbers of its own", () => {
  it.each([
    ['the bill of lading', { bolNumber: 'BOL-N-1' }],
    ['the PRO number', { proNumber: 'PRO-N-1' }],
    ['both, the bill of lading first', { bolNumber: 'BOL-N-1', proNumber: 'PRO-OTHER' }],
  ])('finds its order by %s', async (name, names) => {
    if (!(await findOrders(world.db, [keyOf('N-1')])).length) {
      await commitBooked('N-1', await answeredBooking('N-1'), 'PRO-N-1');
    }
    const before = (await order('N-1')).sequence;
    const received = await receive({ eventId: name, type: 'picked_up', ...names });
    expect(received).toEqual(['accepted', 'accepted']);
    expect((await order('N-1')).sequence).toBeGreaterThan(before);
    expect((await order('N-1')).state.tms.booking?.status).toBe('PICKED_UP');
  });

  it("finds no order of another organization's, nor of a unit the sender may not see", async () => {
    const event = {
      eventId: 'x',
      type: 'picked_up' as const,
      occurredAt: '2026-03-02T10:00:00Z',
      bolNumber: 'BOL-N-1',
    };
    const seenBy = async (scope: Parameters<typeof fromCarrierEvent>[1]) =>
      (await fromCarrierEvent(world, scope, event)).map(({ key }) => key);
    expect(await seenBy({ orgId: 'ORG2', businessUnitIds: null })).toEqual([null]);
    expect(await seenBy({ orgId: ORG, businessUnitIds: ['OTHER'] })).toEqual([null]);
    expect(await seenBy({ orgId: ORG, businessUnitIds: [UNIT] })).toEqual([keyOf('N-1'), keyOf('N-1')]);
  });
});

describe('a message that came with a token', () => {
  it('is placed within what its sender may see now, and not at all once the sender is gone', async () => {
    const names = { bolNumber: 'BOL-T-1' };
    await receive({ eventId: 'limited', type: 'picked_up', ...names }, 'client:limited');
    await receive({ eventId: 'unknown', type: 'picked_up', ...names }, 'client:unknown');
    await commitBooked('T-1', await answeredBooking('T-1'));
    const client = { clientId: 'limited', orgId: ORG, name: 'x', scopes: [], businessUnitIds: ['OTHER'] };
    await saveClient(world.db, client);
    await place();
    expect(await parkedIds()).toEqual(['client:limited:event/limited', 'client:unknown:event/unknown']);
    await saveClient(world.db, { ...client, businessUnitIds: null });
    await place();
    expect(await parkedIds()).toEqual(['client:unknown:event/unknown']);
    expect((await order('T-1')).state.tms.booking?.status).toBe('PICKED_UP');
  });
});
