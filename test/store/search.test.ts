import { classOf, matches, type OrderFacts, type OrderPattern, type OrderState } from '../../src/domain/order';
import { STAGES } from '../../src/contract/dcl/stages';
import { acceptOrders } from '../../src/intake/acceptOrders';
import { searchOrders, type OrderSearch } from '../../src/store/orders/read';
import { facts, openWorld, request, SCOPE, type World } from '../intake/world';
import { sql } from 'drizzle-orm';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const line = { lineNumber: '10', skuId: 'LP-0077', ordered: 2, overShipped: 0, open: 0, allocated: 0, cancelled: 0 };
const closedAt = '2026-03-05T00:00:00.000Z';
const hold = (code: string, until: string | null) => [
  { code, owner: 'client' as const, since: closedAt, until, cause: 'c' },
];

/** Orders in many states: their names, and what of their state differs from a new one's. */
const ORDERS: Record<string, Partial<OrderState>> = {
  'A-NEW': {},
  'B-HELD': { status: 'ON_HOLD', holds: hold('CLIENT_HOLD', null) },
  'C-DATED': { status: 'ON_HOLD', holds: hold('DO_NOT_SHIP_BEFORE', '2099-01-01T00:00:00.000Z') },
  'D-REVIEW': { status: 'ON_HOLD', holds: hold('ADDRESS_REVIEW', null) },
  'E-QUOTED': { status: 'QUOTED' },
  'F-PICKED': { status: 'IN_WAREHOUSE' },
  'G-PART': { status: 'PARTIALLY_SHIPPED', lines: [{ ...line, shipped: 1, allocated: 1, backordered: 0 }] },
  'H-SHIPPED': { status: 'SHIPPED', closedAt, lines: [{ ...line, shipped: 2, backordered: 0 }] },
  'I-SHORT': { status: 'CLOSED_SHORT', closedAt, lines: [{ ...line, shipped: 1, cancelled: 1, backordered: 0 }] },
  'J-CANCELLED': { status: 'CANCELLED', closedAt, lines: [{ ...line, shipped: 0, cancelled: 2, backordered: 0 }] },
  'K-BACK': { status: 'PARTIALLY_SHIPPED', lines: [{ ...line, shipped: 1, backordered: 1 }] },
  'L-CHILD': { status: 'SHIPPED', closedAt, parent: 'K-BACK', lines: [{ ...line, shipped: 2, backordered: 0 }] },
  'M-RUSH': {},
};

/** Writes the orders, each as if its life had led there. */
async function writeAll(): Promise<void> {
  const orders = Object.keys(ORDERS).map((number) =>
    request(number, {
      facts: facts({} satisfies Partial<OrderFacts>),
      document: { priority: number === 'M-RUSH' ? 'RUSH' : undefined, buyerOrderNumber: `PO ${number}` },
    }),
  );
  for (const { created } of await acceptOrders(world, orders)) {
    if (!created) throw new Error('not created');
    const over = ORDERS[created.state.key.orderNumber] ?? {};
    const wms = { ...created.state.wms, pickStarted: over.status === 'IN_WAREHOUSE' };
    const state = { ...created.state, wms, ...over };
    await world.db.execute(sql`
update orders set state = ${JSON.stringify(state)}::jsonb, status = ${state.status}, closed_at = ${state.closedAt}::timestamptz,
       parent = ${state.parent}
 where id = ${created.orderId}`);
  }
}

const found = async (search: OrderSearch, place = { limit: 100, offset: 0 }): Promise<string[]> =>
  (await searchOrders(world.db, SCOPE, search, place)).map(({ orderNumber }) => orderNumber);

describe('a search', () => {
  beforeAll(writeAll);

  it.each<[OrderPattern]>([
    [{}],
    [{ status: ['SHIPPED', 'CLOSED_SHORT'] }],
    [{ open: true }],
    [{ someShipped: true }],
    [{ someBackordered: true }],
    [{ pickStarted: true }],
    [{ hold: 'ADDRESS_REVIEW' }],
    [{ heldByPerson: true }],
    [{ child: true }],
    [{ priority: 'RUSH' }],
    [{ open: true, someShipped: true }],
  ])('finds by %j what the rule says of each order', async (pattern) => {
    const all = await searchOrders(world.db, SCOPE, {}, { limit: 100, offset: 0 });
    const expected = all.filter((order) => matches(order, pattern)).map(({ orderNumber }) => orderNumber);
    expect(expected.length).toBeGreaterThan(0);
    expect(await found({ pattern })).toEqual(expected);
  });

  it('finds orders by class, as the classes say of each', async () => {
    const all = await searchOrders(world.db, SCOPE, {}, { limit: 100, offset: 0 });
    const stages = Object.fromEntries(all.map((order) => [order.orderNumber, classOf(order, STAGES)]));
    expect(stages).toEqual({
      'A-NEW': 10, 'B-HELD': 10, 'C-DATED': 10, 'D-REVIEW': 4, 'E-QUOTED': 6, 'F-PICKED': 20, 'G-PART': 50,
      'H-SHIPPED': 60, 'I-SHORT': 62, 'J-CANCELLED': 2, 'K-BACK': 50, 'L-CHILD': 70, 'M-RUSH': 10,
    }); // prettier-ignore
    for (const { value } of STAGES) {
      const expected = Object.keys(stages).filter((number) => stages[number] === value);
      expect(await found({ conditions: [{ classes: STAGES, values: [value] }] })).toEqual(expected);
    }
    expect(await found({ conditions: [{ classes: STAGES, values: [] }] })).toEqual([]);
  });

  it('finds by numbers, by text, and by several conditions at once', async () => {
    expect(await found({ orderNumbers: ['C-DATED', 'A-NEW', 'NO-SUCH'] })).toEqual(['A-NEW', 'C-DATED']);
    const text = (operator: 'eq' | 'neq' | 'lt', value: string) =>
      ({ member: 'buyerOrderNumber', operator, value }) as const;
    expect(await found({ conditions: [text('eq', 'PO A-NEW')] })).toEqual(['A-NEW']);
    expect(await found({ conditions: [text('lt', 'PO C')] })).toEqual(['A-NEW', 'B-HELD']);
    expect(await found({ conditions: [text('lt', 'PO C'), text('neq', 'PO A-NEW')] })).toEqual(['B-HELD']);
  });

  it('finds by time, both ends included, and page by page', async () => {
    const [first] = await searchOrders(world.db, SCOPE, { orderNumbers: ['A-NEW'] }, { limit: 1, offset: 0 });
    const at = first?.createdAt;
    expect(await found({ received: { from: at, to: at } })).toContain('A-NEW');
    expect(await found({ received: { to: '2020-01-01T00:00:00.000Z' } })).toEqual([]);
    expect(await found({ modified: { from: '2020-01-01T00:00:00.000Z' } })).toHaveLength(Object.keys(ORDERS).length);
    expect(await found({ shipped: { from: '2020-01-01T00:00:00.000Z' } })).toEqual([]);
    const pages = [0, 5, 10].map((offset) => found({}, { limit: 5, offset }));
    expect((await Promise.all(pages)).flat()).toEqual(Object.keys(ORDERS));
  });

  it('sees nothing outside its scope', async () => {
    const nothing = await searchOrders(
      world.db,
      { orgId: 'OTHER', businessUnitIds: null },
      {},
      { limit: 9, offset: 0 },
    );
    expect(nothing).toEqual([]);
  });
});

describe('a hold that comes with the order', () => {
  it('keeps it from being released until somebody lifts it', async () => {
    const [accepted] = await acceptOrders(world, [request('N-OWN', { holds: ['CLIENT_HOLD'] })]);
    expect(accepted?.created?.state).toMatchObject({
      status: 'ON_HOLD',
      holds: [{ code: 'CLIENT_HOLD', owner: 'client', until: null }],
    });
  });
});
