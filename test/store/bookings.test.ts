import {
  adoptBooking,
  bookingMembers,
  createBooking,
  endBooking,
  findBooking,
  findByBookingId,
  leaveBooking,
} from '../../src/store/bookings';
import { openTestDatabase, ORG, SCOPE, seedOrders } from './support/fixtures';

describe('carrier bookings', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let ids: number[];
  let count = 0;
  beforeAll(async () => {
    opened = await openTestDatabase(20);
    const { inserted } = await seedOrders(
      opened.db,
      Array.from({ length: 10 }, (_, i) => `B-${i}`),
    );
    ids = inserted.map(({ orderId }) => orderId);
  });
  afterAll(() => opened.close());

  const booked = async (orderIds: number[]): Promise<string> => {
    const reference = `SO1/${++count}`;
    await createBooking(opened.db, { orgId: ORG, reference, carrierCode: 'UPSN', orderIds });
    await adoptBooking(opened.db, reference, { bookingId: `BK-${count}`, document: { pro: '1' } });
    return reference;
  };

  test('the intent is there before the carrier answers, once however often it is repeated', async () => {
    const intent = { orgId: ORG, reference: 'SO9/1', carrierCode: 'UPSN', orderIds: ids.slice(0, 1) };
    await Promise.all([1, 2, 3].map(() => createBooking(opened.db, intent)));
    expect(await findBooking(opened.db, 'SO9/1')).toMatchObject({ state: 'booking', bookingId: null, sequence: 1 });
    expect(await bookingMembers(opened.db, SCOPE, 'SO9/1')).toMatchObject([{ orderId: ids[0], bookingId: null }]);
    expect(await bookingMembers(opened.db, { orgId: 'ORG2', businessUnitIds: null }, 'SO9/1')).toEqual([]);
    const adopted = await adoptBooking(opened.db, 'SO9/1', { bookingId: 'BK-9', document: { proNumber: 'P' } });
    expect(adopted).toMatchObject({ state: 'booked', bookingId: 'BK-9', sequence: 2, document: { proNumber: 'P' } });
    expect(await findByBookingId(opened.db, ORG, 'BK-9')).toEqual(adopted);
    expect(await findByBookingId(opened.db, 'ORG2', 'BK-9')).toBeNull();
  });

  test('only the last order to leave has to void, and its repeat hears the same', async () => {
    const [a = 0, b = 0, c = 0] = ids;
    const reference = await booked([a, b, c]);
    const leave = async (id: number) => (await leaveBooking(opened.db, reference, id)).last;
    expect([await leave(a), await leave(a), await leave(b)]).toEqual([false, false, false]);
    expect((await bookingMembers(opened.db, SCOPE, reference)).map(({ orderId }) => orderId)).toEqual([c]);
    expect([await leave(c), await leave(c), await leave(a)]).toEqual([true, true, false]);
    expect(await findBooking(opened.db, reference)).toMatchObject({ state: 'void_due' });
    await endBooking(opened.db, reference, 'voided');
    expect(await findBooking(opened.db, reference)).toMatchObject({ state: 'voided' });
  });

  test('when all leave at the same moment exactly one is the last', async () => {
    const reference = await booked(ids);
    const left = await Promise.all(ids.map((id) => leaveBooking(opened.db, reference, id)));
    expect(left.filter(({ last }) => last)).toHaveLength(1);
  });

  test('an order that was never on the booking is not the last to leave it', async () => {
    const [a = 0, b = 0] = ids;
    const reference = await booked([a]);
    expect((await leaveBooking(opened.db, reference, b)).last).toBe(false);
    expect(await findBooking(opened.db, reference)).toMatchObject({ state: 'booked' });
  });

  test('a late answer of the carrier does not bring a booking back that everybody has left', async () => {
    const [a = 0] = ids;
    const reference = await booked([a]);
    await leaveBooking(opened.db, reference, a);
    expect(await adoptBooking(opened.db, reference, { bookingId: 'LATE', document: {} })).toMatchObject({
      state: 'void_due',
      bookingId: 'LATE',
    });
  });

  test('a reference that does not exist is a mistake', async () => {
    await expect(leaveBooking(opened.db, 'NONE', 1)).rejects.toThrow('There is no booking NONE');
  });
});
