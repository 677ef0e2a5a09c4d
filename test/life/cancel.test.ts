import { FAR_AWAY } from '../api/support';
import { freightLife } from './freightOrder';
import { client, lines, openCodes, parcelOf, startLife, type Life } from './support';

const cancel = (life: Life) => client.delete(life.path);
const line = { status: 'CANCELLED', quantityCancelled: 2, quantityOpen: 0, quantityAllocated: 0 };

describe('a cancellation', () => {
  it('before release is done at once, and the warehouse never hears of the order', async () => {
    const life = await startLife({ orderDropDate: FAR_AWAY });
    const { status, body } = await cancel(life);
    expect([status, body.data.status]).toEqual([200, 'CANCELLED']);
    expect(await life.types()).toEqual(['created', 'cancelled']);
    expect((await life.books()).messages).toEqual([]);
  });

  it('after release is asked of the warehouse, which gives the order back', async () => {
    const life = await startLife({}, { suffix: '-SLOWRECALL' });
    await life.reaches('ACKNOWLEDGED');
    const asked = await cancel(life);
    expect([asked.status, asked.headers.get('retry-after')]).toEqual([202, '2']);
    expect(asked.body.data).toMatchObject({
      status: 'CANCEL_REQUESTED',
      cancellation: { state: 'requested', reason: 'CLIENT', requestedBy: 'client' },
      waiting: { on: 'wms' },
    });
    expect((await cancel(life)).status).toBe(202);
    const held = await client.post(`${life.path}/holds`, { code: 'CREDIT' });
    expect([held.status, held.body.code]).toEqual([409, 'ORDER_CANCEL_PENDING']);
    const cancelled = await life.reaches('CANCELLED');
    expect(cancelled).toMatchObject({ cancellation: { state: 'accepted' }, orderLines: [line], waiting: null });
    const types = await life.types();
    expect(types.slice(4)).toEqual(['cancel_requested', 'recall_started', 'recall_sent', 'cancelled']);
    const { order } = await life.books();
    expect(order.recalls).toMatchObject([
      { messageId: `${life.salesOrderNumber}/recall/1`, reason: 'CLIENT', answer: { accepted: true } },
    ]);
    expect([order.status, order.shipments]).toEqual(['recalled', []]);
  });

  it('of a booked order voids the booking, after the warehouse has given the order back', async () => {
    const life = await freightLife('-NOSHIP');
    await life.approve((await life.offer()).quoteId);
    await life.reaches('ACKNOWLEDGED');
    expect((await cancel(life)).status).toBe(202);
    await life.reaches('CANCELLED');
    // The carrier tells its PRO number whenever it has it.
    const types = (await life.types()).filter((type) => type !== 'booking_updated');
    expect(types.slice(types.indexOf('recall_sent') + 1)).toEqual(['recall_accepted', 'void_started', 'voided']);
    expect((await life.books()).bookings).toMatchObject([{ status: 'CANCELLED' }]);
  });

  it('of a booked order that was not released only frees the carrier', async () => {
    const life = await freightLife();
    await life.book((await life.offer()).quoteId);
    const { status, body } = await cancel(life);
    expect([status, body.data.status]).toEqual([200, 'CANCELLED']);
    const { order, bookings } = await life.books();
    expect([order, bookings[0].status]).toEqual([undefined, 'CANCELLED']);
  });

  it('is done, and a person is told, where the carrier does not void', async () => {
    const life = await freightLife('-NOVOID');
    await life.book((await life.offer()).quoteId);
    await cancel(life);
    expect(openCodes(await life.reaches('CANCELLED'))).toEqual(['BOOKING_NOT_VOIDED']);
    expect((await life.books()).bookings).toMatchObject([{ status: 'BOOKED' }]);
  });

  it('that the warehouse refuses changes nothing: the order goes on and ships', async () => {
    const life = await startLife({}, { suffix: '-NORECALL' });
    await life.reaches('ACKNOWLEDGED');
    expect((await cancel(life)).status).toBe(202);
    const shipped = await life.reaches('SHIPPED');
    expect(shipped).toMatchObject({ cancellation: { state: 'rejected', reason: 'CLIENT' } });
    expect(openCodes(shipped)).toEqual([]);
    expect((await life.event('cancel_rejected')).data).toMatchObject({ reason: 'TOO_LATE' });
    const again = await cancel(life);
    expect([again.status, again.body.code]).toEqual([409, 'ORDER_ALREADY_SHIPPED']);
  });

  it('of an order that left in part cancels the rest', async () => {
    const life = await startLife({ orderLines: lines(3) }, { suffix: '-NOSHIP' });
    await life.reaches('ACKNOWLEDGED');
    await life.deed('ship', parcelOf(1));
    await life.reaches('PARTIALLY_SHIPPED');
    expect((await cancel(life)).status).toBe(202);
    const closed = await life.reaches('CLOSED_SHORT');
    expect(closed).toMatchObject({
      cancellation: { state: 'accepted' },
      orderLines: [{ status: 'SHIPPED', quantityShipped: 1, quantityCancelled: 2 }],
    });
  });
});
