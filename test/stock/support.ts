import type { OrderState } from '../../src/domain/order';
import {
  stockClaims,
  stockRules,
  type CountItem,
  type Posting,
  type StockRules,
  type Verdict,
} from '../../src/domain/stock';
import type { Shelf } from '../../src/domain/stock';
import type { Database } from '../../src/store/database';
import { ensureStock } from '../../src/store/stock/ensure';
import { holdStock, placeName } from '../../src/store/stock/hold';
import { postStock } from '../../src/store/stock/post';
import { UNIT } from '../store/support/fixtures';

export const PLACE = 'LDN1';

export const rulesAt = (arrivedAt = new Date().toISOString(), settings = {}): StockRules =>
  stockRules(settings, PLACE, arrivedAt);

/** One rule on one product, committed; answers its verdict. */
export async function apply(
  db: Database,
  skuId: string,
  rule: (shelf: Shelf, rules: StockRules) => Verdict,
  rules = rulesAt(),
): Promise<Verdict> {
  const place = { buildingId: PLACE, skuId };
  await ensureStock(db, UNIT, [place]);
  return db.transaction(async (tx) => {
    const shelf = (await holdStock(tx, UNIT, [place], rules.arrivedAt)).get(placeName(place)) ?? [];
    const verdict = rule(shelf, rules);
    if ('postings' in verdict) await postStock(tx, verdict.postings);
    return verdict;
  });
}

export const count = (quantity: number, more: Partial<CountItem> = {}): CountItem => ({
  product: {},
  quantity,
  ...more,
});

export const postingsOf = (verdict: Verdict): Posting[] => ('postings' in verdict ? verdict.postings : []);

/** Every row whose figures are not the sums of its entries. */
export async function disagreements(db: Database): Promise<unknown[]> {
  const { rows } = await db.pool.query(`
    select s.sku_id, s.bin, s.on_hand, s.allocated, s.pending, e.*
      from stock s
      left join lateral (select coalesce(sum(on_hand), 0) as entered, coalesce(sum(allocated), 0) as bound,
                                coalesce(sum(pending), 0) as waiting
                           from stock_entries where stock_id = s.id) e on true
     where (s.on_hand, s.allocated, s.pending) <> (e.entered, e.bound, e.waiting)`);
  return rows;
}

/** What the ledger has for sales orders beside what the orders themselves say, by unit, building and SKU; only differences. */
export async function ordersAgainstLedger(db: Database, businessUnitIds: readonly string[]): Promise<unknown[]> {
  const orders = await db.pool.query<{ state: OrderState }>(
    'select state from orders where business_unit_id = any($1)',
    [businessUnitIds],
  );
  const entered = await db.pool.query<Record<string, string>>(
    `select s.business_unit_id as unit, s.building_id as building, s.sku_id as sku, sum(e.allocated) as allocated,
            -sum(e.on_hand) as shipped
       from stock_entries e join stock s on s.id = e.stock_id
      where e.reason like 'ORDER_%' and s.business_unit_id = any($1)
      group by 1, 2, 3`,
    [businessUnitIds],
  );
  const figures = new Map<string, { orders: [number, number]; ledger: [number, number] }>();
  const at = (...key: (string | undefined)[]) => {
    const name = key.join('/');
    const known = figures.get(name) ?? { orders: [0, 0], ledger: [0, 0] };
    figures.set(name, known);
    return known;
  };
  for (const { state } of orders.rows) {
    for (const { buildingId, skuId, allocated, shipped } of stockClaims(state)) {
      const sums = at(state.key.businessUnitId, buildingId, skuId).orders;
      sums[0] += allocated;
      sums[1] += shipped;
    }
  }
  for (const { unit, building, sku, allocated, shipped } of entered.rows) {
    at(unit, building, sku).ledger = [Number(allocated), Number(shipped)];
  }
  return [...figures].filter(([, { orders: is, ledger: was }]) => is[0] !== was[0] || is[1] !== was[1]);
}
