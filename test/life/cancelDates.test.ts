import { FAR_AWAY } from '../api/support';
import { ownUnit } from './ownUnit';
import { openCodes, soon, startLife } from './support';

describe("a customer's date", () => {
  it('cancels at once an order that waits with us', async () => {
    const cancelIfNotDeliveredBy = soon(1000);
    const life = await startLife({ orderDropDate: FAR_AWAY, customerDates: { cancelIfNotDeliveredBy } });
    const { cancellation } = await life.reaches('CANCELLED');
    expect(cancellation).toMatchObject({ reason: 'CANCEL_IF_NOT_DELIVERED_BY', requestedBy: 'system' });
    expect(cancellation.answeredAt >= cancelIfNotDeliveredBy).toBe(true);
  });

  it('asks the warehouse for an order that it has', async () => {
    const life = await startLife({ customerDates: { cancelAfter: soon(1500) } }, { suffix: '-NOSHIP' });
    const { cancellation } = await life.reaches('CANCELLED');
    expect(cancellation).toMatchObject({ reason: 'CANCEL_AFTER', requestedBy: 'system', state: 'accepted' });
    expect((await life.books()).order.recalls).toMatchObject([{ reason: 'CANCEL_AFTER', answer: { accepted: true } }]);
  });

  it('tells a person where the warehouse refuses', async () => {
    const unit = await ownUnit({ profile: { manual: true } });
    const life = await startLife({ customerDates: { cancelAfter: soon(1500) } }, { unit });
    await life.reaches('CANCEL_REQUESTED');
    await life.until((order) => order.waiting.reason.includes('has not answered'));
    await life.deed('answer_recall', { accepted: false, reason: 'TOO_LATE' });
    await life.raises('CANCEL_REFUSED');
    await life.deed('acknowledge');
    await life.deed('ship');
    expect(openCodes(await life.reaches('SHIPPED'))).toEqual(['CANCEL_REFUSED']);
  });

  it('does nothing to an order that has left', async () => {
    const life = await startLife({ customerDates: { cancelAfter: soon(60_000) } });
    expect(await life.reaches('SHIPPED')).toMatchObject({ waiting: null, cancellation: { state: 'none' } });
  });
});
