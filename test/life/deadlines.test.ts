import { freightLife } from './freightOrder';
import { ownUnit } from './ownUnit';
import { client, openCodes, soon, startLife, type Life } from './support';

const release = (life: { salesOrderNumber: string }) => `${life.salesOrderNumber}/release/1`;
const deedsOf = async (life: Life, kind: string) => (await life.books()).messages.filter((one) => one.kind === kind);

describe('an acknowledgement that does not come', () => {
  let unit: string;
  beforeAll(async () => {
    unit = await ownUnit({ settings: { ackMs: 1200 } });
  });

  it('case 6: a missing acknowledgement is told to a person and asked for; the order is not sent again', async () => {
    const life = await startLife({}, { unit, suffix: '-NOACK' });
    const released = await life.reaches('RELEASED');
    expect(released.waiting).toMatchObject({ on: 'wms', nextDeadline: expect.any(String) });
    expect(await life.raises('WMS_ACK_OVERDUE')).toMatchObject({ severity: 'medium', resolvedAt: null });
    await life.until(({ waiting }) => waiting.reason.includes('has not acknowledged'));
    expect(await life.event('inquiry_answered')).toMatchObject({ data: { known: true } });
    expect(await life.read()).toMatchObject({ status: 'RELEASED', waiting: { nextDeadline: null } });
    expect(await deedsOf(life, 'drop')).toMatchObject([{ messageId: release(life), received: 1 }]);
    await life.deed('acknowledge');
    expect(openCodes(await life.reaches('ACKNOWLEDGED'))).toEqual([]);
    await life.deed('ship');
    expect(await life.reaches('SHIPPED')).toMatchObject({ wms: { attempt: 1 } });
  });

  it('case 6: an order that the warehouse lost is sent again under the same message id', async () => {
    const life = await startLife({}, { unit, suffix: '-NOACK' });
    await life.reaches('RELEASED');
    await life.until(({ wms }) => wms.state === 'sent');
    await life.lose();
    await life.raises('WMS_ACK_OVERDUE');
    await life.until(({ sequence }) => sequence >= 6);
    expect((await life.types()).slice(3)).toEqual(['exception_opened', 'inquiry_answered', 'released']);
    expect((await life.event('inquiry_answered')).data).toEqual({ known: false });
    const { order, messages } = await life.books();
    expect(order).toMatchObject({ attempt: 1, attempts: [{ messageId: release(life) }] });
    expect(messages).toMatchObject([{ messageId: release(life), received: 1 }]);
    await life.deed('acknowledge');
    expect(openCodes(await life.reaches('ACKNOWLEDGED'))).toEqual([]);
  });
});

describe('a partner that takes its time', () => {
  it('to take the order is told as overdue, and the order goes on once it is taken', async () => {
    const unit = await ownUnit({ settings: { releaseMs: 500 } });
    const life = await startLife({}, { unit, suffix: '-WMS500' });
    await life.raises('RELEASE_OVERDUE');
    expect(openCodes(await life.reaches('SHIPPED'))).toEqual([]);
    expect(await deedsOf(life, 'drop')).toMatchObject([{ messageId: release(life), received: 3 }]);
  });

  it('to answer a recall is told as overdue; its answer counts when it comes', async () => {
    const unit = await ownUnit({ settings: { recallMs: 700 } });
    const life = await startLife({}, { unit, suffix: '-SLOWRECALL' });
    await life.reaches('ACKNOWLEDGED');
    await client.delete(life.path);
    await life.raises('RECALL_OVERDUE');
    expect((await life.read()).status).toBe('CANCEL_REQUESTED');
    expect(openCodes(await life.reaches('CANCELLED'))).toEqual([]);
  });

  it('to answer a recall may be answered for by a person', async () => {
    const unit = await ownUnit({ settings: { recallMs: 500 }, profile: { manual: true } });
    const life = await startLife({}, { unit });
    await life.until(({ wms }) => wms.state === 'sent');
    await client.delete(life.path);
    const { id } = await life.raises('RECALL_OVERDUE');
    const answer = await client.post(`/exceptions/${id}/resolve`, { action: 'confirm_cancelled', note: 'by phone' });
    expect([answer.status, answer.body.data.status]).toEqual([200, 'CANCELLED']);
    expect(openCodes(answer.body.data)).toEqual([]);
  });

  it('to confirm a booking is told as overdue', async () => {
    const unit = await ownUnit({ type: 'b2b', settings: { bookingMs: 500 }, profile: { slowBookMs: 2000 } });
    const life = await freightLife('-SLOWBOOK', { unit });
    await life.approve((await life.offer()).quoteId);
    await life.raises('BOOKING_OVERDUE');
    expect(openCodes(await life.reaches('SHIPPED'))).toEqual([]);
    expect((await life.books()).bookings).toHaveLength(1);
  });
});

describe('offers', () => {
  it('that nobody approves in time expire, and can be asked for again', async () => {
    const unit = await ownUnit({ type: 'b2b', profile: { offerMs: 1500 } });
    const life = await freightLife('', { unit });
    const { quoteId, expiresAt } = await life.offer();
    expect(await life.read()).toMatchObject({ status: 'QUOTED', waiting: { nextDeadline: expiresAt } });
    await life.reaches('CREATED');
    expect((await life.event('quote_expired')).at >= expiresAt).toBe(true);
    const late = await life.approve(quoteId);
    expect([late.status, late.body.code]).toEqual([409, 'QUOTE_EXPIRED']);
    expect((await life.books()).bookings).toEqual([]);
    await life.approve((await life.offer()).quoteId);
    await life.reaches('SHIPPED');
  });
});

describe('the date a customer asked for', () => {
  it('is told when it passes before the goods have left', async () => {
    const life = await startLife({ customerDates: { requestedShipDate: soon(1000) } }, { suffix: '-NOSHIP' });
    expect(await life.raises('SHIP_DATE_MISSED')).toMatchObject({
      suggestedActions: expect.arrayContaining(['cancel']),
    });
    expect((await life.read()).status).toBe('ACKNOWLEDGED');
  });
});
