import { FAR_AWAY } from '../api/support';
import { soon, startLife } from './support';

describe("a customer's date", () => {
  it('cancels at once an order that waits with us', async () => {
    const cancelIfNotDeliveredBy = soon(1000);
    const life = await startLife({ orderDropDate: FAR_AWAY, customerDates: { cancelIfNotDeliveredBy } });
    const { cancellation } = await life.reaches('CANCELLED');
    expect(cancellation).toMatchObject({ reason: 'CANCEL_IF_NOT_DELIVERED_BY', requestedBy: 'system' });
    expect(cancellation.answeredAt >= cancelIfNotDeliveredBy).toBe(true);
  });

  it('does nothing to an order that has left', async () => {
    const life = await startLife({ customerDates: { cancelAfter: soon(60_000) } });
    expect(await life.reaches('SHIPPED')).toMatchObject({ waiting: null, cancellation: { state: 'none' } });
  });
});
