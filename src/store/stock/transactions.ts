import { sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { PostingDetails, StockStatus, TransactionType } from '../../domain/stock';
import { countMatches, type Counted } from '../counted';
import type { Queries } from '../database';
import { behind, pageOf, type Direction, type Keyset } from '../keyset';
import { toInstant } from '../schema/columns';
import { stockEntries } from '../schema';

/** An entry of the ledger that moved goods. */
export interface StockTransaction {
  entryId: number;
  at: Instant;
  type: TransactionType;
  skuId: string;
  buildingId: string;
  lot: string;
  serial: string;
  /** Of the row that the entry is on. */
  status: StockStatus;
  /** Signed. */
  units: number;
  reference: string | null;
  details: PostingDetails;
}

/** Members left out: all. */
export interface TransactionFilter {
  skuId?: string;
  buildingId?: string;
  lotNumber?: string;
  transactionType?: TransactionType;
  /** Both inclusive. */
  from?: Instant;
  to?: Instant;
}

export interface TransactionPage extends Counted {
  rows: StockTransaction[];
  next: Keyset | null;
}

interface EntryRow extends Record<string, unknown> {
  id: string;
  as_of: string;
  transaction_type: TransactionType;
  sku_id: string;
  building_id: string;
  lot: string;
  serial: string;
  status: StockStatus;
  on_hand: string;
  reference: string | null;
  details: PostingDetails | null;
}

const transaction = (row: EntryRow): StockTransaction => ({
  entryId: Number(row.id),
  at: toInstant(row.as_of),
  type: row.transaction_type,
  skuId: row.sku_id,
  buildingId: row.building_id,
  lot: row.lot,
  serial: row.serial,
  status: row.status,
  units: Number(row.on_hand),
  reference: row.reference,
  details: row.details ?? {},
});

function conditions(businessUnitId: string, filter: TransactionFilter): SQL {
  const { skuId, buildingId, lotNumber, transactionType, from, to } = filter;
  const equal = (column: SQL, value: string | undefined): SQL[] =>
    value === undefined ? [] : [sql`${column} = ${value}`];
  return sql.join(
    [
      sql`${stockEntries.businessUnitId} = ${businessUnitId}`,
      ...equal(sql`${stockEntries.skuId}`, skuId),
      ...equal(sql`${stockEntries.buildingId}`, buildingId),
      ...equal(sql`${stockEntries.lot}`, lotNumber),
      ...equal(sql`${stockEntries.transactionType}`, transactionType),
      ...(from === undefined ? [] : [sql`${stockEntries.asOf} >= ${from}::timestamptz`]),
      ...(to === undefined ? [] : [sql`${stockEntries.asOf} <= ${to}::timestamptz`]),
    ],
    sql` and `,
  );
}

/**
 * One page of a business unit's transactions, by the time from which they hold. Reads its page by an index, whatever the
 * ledger's length; rows of stock are looked up for that page alone.
 */
export async function listTransactions(
  db: Queries,
  businessUnitId: string,
  filter: TransactionFilter,
  page: { limit: number; offset: number; after?: Keyset; direction: Direction },
): Promise<TransactionPage> {
  const { limit, offset, after, direction } = page;
  const where = conditions(businessUnitId, filter);
  const place = after ? sql`and ${behind(after, stockEntries.asOf, stockEntries.id, direction)}` : sql``;
  const sorted = (name: string) => sql.raw(`${name}as_of ${direction}, ${name}id ${direction}`);
  const { rows } = await db.execute<EntryRow>(sql`
select e.id, e.as_of, e.transaction_type, e.sku_id, e.building_id, e.lot, s.serial, s.status, e.on_hand, e.reference, e.details
  from (select * from ${stockEntries} where ${where} ${place}
         order by ${sorted('')} limit ${limit + 1} offset ${offset}) e
  join stock s on s.id = e.stock_id
 order by ${sorted('e.')}`);
  return {
    ...pageOf(rows.map(transaction), limit, ({ at, entryId }) => ({ at, id: entryId })),
    ...(await countMatches(db, sql`select 1 from ${stockEntries} where ${where}`)),
  };
}
