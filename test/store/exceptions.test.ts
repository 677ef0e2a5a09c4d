import type { OrderException } from '../../src/domain/order';
import { findException, listOpenExceptions } from '../../src/store/exceptions';
import { commitDecisions } from '../../src/store/orders/commit';
import { AT, claim, eventOn, openTestDatabase, ORG, SCOPE, seedOrders } from './support/fixtures';

describe('exceptions', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
    await seedOrders(opened.db, ['E-1', 'E-2', 'E-3', 'E-4']);
    await raise('E-2', ['OVER_SHIPPED', 'WMS_REJECTED'], ['WMS_ACK_OVERDUE']);
    await raise('E-1', ['WMS_REJECTED'], []);
    await raise('E-3', [], ['WMS_REJECTED']);
  });
  afterAll(() => opened.close());

  async function raise(orderNumber: string, open: string[], resolved: string[]): Promise<void> {
    const order = await claim(opened.db, orderNumber);
    const exceptions = [...open, ...resolved].map((code, i): OrderException => ({
      id: `${order.state.salesOrderNumber}-E${i + 1}`,
      code,
      severity: 'high',
      openedAt: AT,
      dueAt: null,
      cause: 'x',
      resolvedAt: resolved.includes(code) ? AT : null,
      resolution: null,
    }));
    const row = { openExceptions: open.length };
    await commitDecisions(opened.db, [eventOn(order, 'x', { type: 'exception_opened', state: { exceptions }, row })]);
  }
  const list = async (code?: string, scope = SCOPE) =>
    (await listOpenExceptions(opened.db, scope, { code }, { limit: 10 })).rows.map(
      ({ key, exception }) => `${key.orderNumber} ${exception.code}`,
    );

  test('open ones of all orders in scope are listed, resolved ones are not', async () => {
    expect(await list()).toEqual(['E-2 OVER_SHIPPED', 'E-2 WMS_REJECTED', 'E-1 WMS_REJECTED']);
    expect(await list('WMS_REJECTED')).toEqual(['E-2 WMS_REJECTED', 'E-1 WMS_REJECTED']);
    expect(await list('WMS_ACK_OVERDUE')).toEqual([]);
    expect(await list(undefined, { orgId: ORG, businessUnitIds: ['BU02'] })).toEqual([]);
    expect(await list(undefined, { orgId: 'ORG2', businessUnitIds: ['BU01'] })).toEqual([]);
  });

  test('pages go from order to order', async () => {
    const first = await listOpenExceptions(opened.db, SCOPE, {}, { limit: 1 });
    const second = await listOpenExceptions(opened.db, SCOPE, {}, { limit: 1, after: first.next ?? undefined });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([2, 1, null]);
  });

  test('one is found by its id, also when it is resolved, and only in scope', async () => {
    const { rows } = await listOpenExceptions(opened.db, SCOPE, {}, { limit: 1 });
    const number = rows[0]?.salesOrderNumber ?? '';
    expect(await findException(opened.db, SCOPE, `${number}-E3`)).toMatchObject({
      key: { orderNumber: 'E-2' },
      exception: { code: 'WMS_ACK_OVERDUE', resolvedAt: AT },
    });
    for (const id of [`${number}-E4`, number, 'nonsense', ''])
      expect(await findException(opened.db, SCOPE, id)).toBeNull();
    expect(await findException(opened.db, { orgId: 'ORG2', businessUnitIds: null }, `${number}-E1`)).toBeNull();
  });
});
