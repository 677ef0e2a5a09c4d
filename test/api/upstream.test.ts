import type { ApiDeps } from '../../src/api/deps';
import { bookingRefusal, requireQuoted } from '../../src/api/upstream';
import type { OrderEvent } from '../../src/domain/order';
import { commitDecisions } from '../../src/store/orders/commit';
import { findOrders } from '../../src/store/orders/read';
import { claim, eventOn, openTestDatabase, seedOrders, UNIT } from '../store/support/fixtures';

describe("a partner's failure as an answer", () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let count = 0;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterAll(() => opened.close());

  /** An order whose last word from the TMS was this. */
  async function after(type: OrderEvent['type'], code: string | undefined) {
    const orderNumber = `U-${(count += 1)}`;
    await seedOrders(opened.db, [orderNumber]);
    const held = await claim(opened.db, orderNumber);
    const tms = { ...held.state.tms, state: 'failed' as const };
    await commitDecisions(opened.db, [eventOn(held, 'x', { type, data: code ? { code } : {}, state: { tms } })]);
    const [order] = await findOrders(opened.db, [{ businessUnitId: UNIT, orderNumber }]);
    return { deps: opened as unknown as ApiDeps, order: order! };
  }

  it.each([
    ['TIMEOUT', 504, 'UPSTREAM_TIMEOUT', true],
    ['UNREACHABLE', 504, 'UPSTREAM_TIMEOUT', true],
    ['BREAKER_OPEN', 504, 'UPSTREAM_TIMEOUT', true],
    ['NO_CONNECTION', 502, 'UPSTREAM_REJECTED', false],
    ['INVALID_MESSAGE', 502, 'UPSTREAM_REJECTED', false],
  ])('no quotes because of %s is %i', async (word, status, code, retryable) => {
    const { deps, order } = await after('quote_failed', word);
    await expect(requireQuoted(deps, order)).rejects.toMatchObject({ status, code, retryable, source: 'tms' });
  });

  it.each(['NO_OFFER', undefined])('no quotes because of %s is an answer', async (word) => {
    const { deps, order } = await after('quote_failed', word);
    await expect(requireQuoted(deps, order)).resolves.toBeUndefined();
  });

  it('a refused booking is 502 and says why', async () => {
    const { deps, order } = await after('booking_refused', 'NO_CAPACITY');
    expect(await bookingRefusal(deps, order)).toMatchObject({
      status: 502,
      source: 'tms',
      detail: expect.stringContaining('NO_CAPACITY'),
    });
  });
});
