import { FAR_AWAY } from '../api/support';
import { ownUnit } from '../life/ownUnit';
import { client, openCodes, parcelOf, soon, startLife } from '../life/support';
import { answer, answered, onTheList, wordOf } from './parties';

describe('a cancellation and the ship confirmation that crosses it', () => {
  it('case 1: goods that leave while the warehouse is asked for them count, and the cancellation is too late', async () => {
    const life = await startLife({}, { suffix: '-LATECANCEL' });
    await life.reaches('ACKNOWLEDGED');
    const asked = await client.delete(life.path);
    expect([asked.status, asked.body.data.status]).toEqual([202, 'CANCEL_REQUESTED']);
    const shipped = await life.reaches('SHIPPED');
    expect(shipped).toMatchObject({
      cancellation: { state: 'too_late', reason: 'CLIENT' },
      orderLines: [{ status: 'SHIPPED', quantityShipped: 2, quantityCancelled: 0 }],
      exceptions: [],
      waiting: null,
    });
    expect(answer(await client.delete(life.path))).toEqual([409, 'ORDER_ALREADY_SHIPPED']);
    expect((await life.types()).slice(4)).toEqual(['cancel_requested', 'recall_started', 'recall_sent', 'shipped']);
    expect(await answered(life, '/shipConfirmation')).toEqual([200]);
    expect(await life.shipments()).toHaveLength(1);
    const { order } = await life.books();
    expect(order).toMatchObject({
      status: 'shipped',
      recalls: [{ reason: 'CLIENT', answer: { accepted: false, reason: 'ALREADY_SHIPPED' } }],
    });
  });

  it('case 1: goods that leave after a completed cancellation are recorded, and a person is told', async () => {
    const life = await startLife({}, { suffix: '-NOSHIP' });
    await life.reaches('ACKNOWLEDGED');
    await client.delete(life.path);
    await life.reaches('CANCELLED');
    const [told] = await life.deed('ship', parcelOf(2, { orderComplete: true }));
    expect(told.status).toBe(200);
    expect(await life.raises('SHIPPED_AFTER_CANCEL')).toMatchObject({ severity: 'high', resolvedAt: null });
    expect(await life.read()).toMatchObject({
      status: 'CANCELLED',
      cancellation: { state: 'accepted' },
      orderLines: [{ quantityShipped: 2, quantityCancelled: 0 }],
      allowedActions: ['correct_shipment', 'resolve_exception'],
    });
    expect(await onTheList(life)).toEqual(['SHIPPED_AFTER_CANCEL']);
    expect((await life.types()).slice(-2)).toEqual(['cancelled', 'shipment_recorded']);
    expect(await life.shipments()).toHaveLength(1);
    const { order } = await life.books();
    expect([order.recalls[0].answer.accepted, order.shipments.length]).toEqual([true, 1]);
  });
});

describe('the number of a cancelled order', () => {
  it('case 17: the number of a cancelled order is never given again, neither to the same content nor to another', async () => {
    const life = await startLife({ orderDropDate: FAR_AWAY });
    await client.delete(life.path);
    const before = await life.reaches('CANCELLED');
    const { orderDropDate: _date, ...atOnce } = life.document;
    for (const document of [life.document, atOnce]) {
      const refused = await client.post(`/business_units/${life.unit}/sales_orders`, document);
      expect(answer(refused)).toEqual([409, 'ORDER_NUMBER_USED']);
      expect(JSON.stringify(refused.body)).toContain(life.salesOrderNumber);
    }
    expect(await life.read()).toEqual(before);
    expect(await life.types()).toEqual(['created', 'cancelled']);
    expect(await life.books()).toMatchObject({ order: undefined, messages: [] });
    const anew = await startLife({ ...atOnce, customerOrderNumber: `${life.number}-R` });
    expect(anew.first.salesOrderNumber).not.toBe(life.salesOrderNumber);
  });
});

describe("a customer's date after which the order is not wanted", () => {
  it("case 24: the customer's date cancels an order that the warehouse has as a client would, with its own reason", async () => {
    const cancelAfter = soon(1500);
    const life = await startLife({ customerDates: { cancelAfter } }, { suffix: '-NOSHIP' });
    const { cancellation, exceptions, orderLines } = await life.reaches('CANCELLED');
    expect(cancellation).toMatchObject({ reason: 'CANCEL_AFTER', requestedBy: 'system', state: 'accepted' });
    expect([exceptions, orderLines[0].quantityCancelled]).toEqual([[], 2]);
    const asked = await life.event('cancel_requested');
    expect(asked).toMatchObject({ actor: 'system', data: { reason: 'CANCEL_AFTER' } });
    expect(asked.at >= cancelAfter).toBe(true);
    const { order } = await life.books();
    expect(order).toMatchObject({
      status: 'recalled',
      shipments: [],
      recalls: [{ messageId: `${life.salesOrderNumber}/recall/1`, reason: 'CANCEL_AFTER', answer: { accepted: true } }],
    });
  });

  it("case 24: a customer's date that the warehouse does not keep is told to a person, and the order goes on", async () => {
    const unit = await ownUnit({ profile: { manual: true } });
    const life = await startLife({ customerDates: { cancelAfter: soon(3000) } }, { unit });
    expect((await life.reaches('RELEASED')).waiting.nextDeadline).not.toBeNull();
    await life.reaches('CANCEL_REQUESTED');
    await life.until((order) => order.waiting.reason.includes('has not answered'));
    await life.deed('answer_recall', { accepted: false, reason: 'TOO_LATE' });
    expect(await life.raises('CANCEL_REFUSED')).toMatchObject({ severity: 'high', resolvedAt: null });
    expect(await wordOf(life, 'cancel_rejected')).toEqual({ actor: 'wms', data: { reason: 'TOO_LATE' } });
    expect((await life.read()).status).toBe('RELEASED');
    await life.deed('acknowledge');
    await life.deed('ship');
    const shipped = await life.reaches('SHIPPED');
    expect([openCodes(shipped), shipped.cancellation.state]).toEqual([['CANCEL_REFUSED'], 'rejected']);
    expect(await onTheList(life)).toEqual(['CANCEL_REFUSED']);
    expect((await life.books()).order.recalls).toMatchObject([{ reason: 'CANCEL_AFTER', answer: { accepted: false } }]);
  });
});
