import type { ApiDeps } from '../../src/api/deps';
import { renderOrders } from '../../src/api/orderAnswer';
import { loadConfig } from '../../src/platform/config';
import { saveNotes } from '../../src/store/notes';
import { commitDecisions } from '../../src/store/orders/commit';
import { findOrders } from '../../src/store/orders/read';
import { AT, claim, eventOn, openTestDatabase, seedOrders, UNIT } from '../store/support/fixtures';

describe('a list of orders', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterAll(() => opened.close());

  /** Orders that a client has held and cancelled, in its own words. */
  async function cancelledOrders(orderNumbers: string[]) {
    const { inserted } = await seedOrders(opened.db, orderNumbers);
    for (const { orderId, key } of inserted) {
      const cause = `cmd/${orderId}`;
      await saveNotes(opened.db, [{ orderId, cause, note: `words about ${key.orderNumber}` }]);
      const held = await claim(opened.db, key.orderNumber);
      const hold = { code: 'CREDIT', owner: 'client' as const, since: AT, until: null, cause };
      const cancellation = { ...held.state.cancellation, state: 'requested' as const, requestedBy: 'client' as const };
      const item = eventOn(held, cause, { type: 'cancel_requested', state: { holds: [hold], cancellation } });
      item.event.actor = 'client';
      await commitDecisions(opened.db, [item]);
    }
    const rows = await findOrders(
      opened.db,
      orderNumbers.map((orderNumber) => ({ businessUnitId: UNIT, orderNumber })),
    );
    return rows.map((row) => ({ ...row, document: { ...row.document, orderLines: [] } }));
  }

  it('costs as many queries as one order, and shows each its own words', async () => {
    const one = await cancelledOrders(['A-1']);
    const many = await cancelledOrders(['B-1', 'B-2', 'B-3', 'B-4', 'B-5']);
    const config = loadConfig({ DATABASE_URL: opened.url, TEMPORAL_ADDRESS: 'x:1', TOKEN_SECRET: 's'.repeat(32) });
    const deps = { db: opened.db, config } as ApiDeps;
    const queries = jest.spyOn(opened.db.pool, 'query');
    await renderOrders(deps, one);
    // What is remembered for seconds, as the unit is, was asked for the first time.
    queries.mockClear();
    await renderOrders(deps, one);
    const forOne = queries.mock.calls.length;
    const rendered = await renderOrders(deps, many);
    expect(forOne).toBeGreaterThan(0);
    expect(queries.mock.calls.length).toBe(2 * forOne);
    const words = rendered.map(({ cancelReason, holds }) => [cancelReason, holds[0]?.note]);
    expect(words).toEqual(many.map(({ orderNumber }) => Array(2).fill(`words about ${orderNumber}`)));
  });
});
