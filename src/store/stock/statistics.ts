import { sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import { countMatches, type Counted } from '../counted';
import type { Queries } from '../database';
import type { Direction } from '../keyset';
import { toInstant } from '../schema/columns';

/** What goods can be told apart by in statistics. */
export const STATISTICS_KEYS = ['skuId', 'lotNumber', 'buildingId'] as const;
export type StatisticsKey = (typeof STATISTICS_KEYS)[number];
export type StatisticsGroup = Partial<Record<StatisticsKey, string>>;

const COLUMNS: Record<StatisticsKey, SQL> = {
  skuId: sql`s.sku_id`,
  lotNumber: sql`s.lot`,
  buildingId: sql`s.building_id`,
};

/** Figures of one group, whole units; `onHand = available + allocated + onHold + damaged`. */
export interface Statistics {
  group: StatisticsGroup;
  onHand: number;
  available: number;
  allocated: number;
  /** HOLD, EXPIRED and QUARANTINE. */
  onHold: number;
  damaged: number;
  /** Sold beyond the stock by calls that bind it. */
  pending: number;
  /** A row of it ended below zero: more has left than the ledger had. */
  belowZero: boolean;
  updatedAt: Instant;
}

export interface StatisticsPage extends Counted {
  rows: Statistics[];
  /** The last group's key, where more follow. */
  next: StatisticsGroup | null;
}

interface StatisticsPlace {
  /** What groups are made by and sorted by, the first member first. */
  keys: readonly StatisticsKey[];
  direction: Direction;
  limit: number;
  offset: number;
  after?: StatisticsGroup;
}

const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);

function behindGroup({ keys, direction, after }: StatisticsPlace): SQL {
  if (!after) return sql``;
  const row = list(keys.map((key) => COLUMNS[key]));
  const values = list(keys.map((key) => sql`${after[key] ?? ''}`));
  return direction === 'asc' ? sql`and (${row}) > (${values})` : sql`and (${row}) < (${values})`;
}

function statistics(row: Record<string, unknown>, keys: readonly StatisticsKey[]): Statistics {
  const units = (name: string): number => Number(row[name] ?? 0);
  const [onHand, allocated, onHold, damaged] = [
    units('on_hand'),
    units('allocated'),
    units('on_hold'),
    units('damaged'),
  ];
  return {
    group: Object.fromEntries(keys.map((key) => [key, String(row[key])])),
    onHand,
    available: onHand - allocated - onHold - damaged,
    allocated,
    onHold,
    damaged,
    pending: units('pending'),
    belowZero: row.below_zero === true,
    updatedAt: toInstant(String(row.updated_at)),
  };
}

/**
 * One page of sums over a business unit's stock. They come from the rows of stock, never from entries: the length of the
 * ledger does not matter. Products that their owner has removed are left out.
 */
export async function readStatistics(
  db: Queries,
  businessUnitId: string,
  filter: StatisticsGroup,
  place: StatisticsPlace,
): Promise<StatisticsPage> {
  const { keys, direction, limit, offset } = place;
  const wanted = STATISTICS_KEYS.flatMap((key) => {
    const value = filter[key];
    return value === undefined ? [] : [sql`and ${COLUMNS[key]} = ${value}`];
  });
  // A product whose goods all have a lot has a loose row too, of nothing.
  const some = keys.includes('lotNumber') ? sql`and (s.lot <> '' or s.on_hand <> 0 or s.allocated <> 0)` : sql``;
  const from = sql`
  from stock s where s.business_unit_id = ${businessUnitId} and not s.gone ${sql.join([...wanted, some], sql` `)}`;
  const by = list(keys.map((key) => COLUMNS[key]));
  const sorted = list(keys.map((key) => sql`${COLUMNS[key]} ${sql.raw(direction)}`));
  const { rows } = await db.execute(sql`
select ${list(keys.map((key) => sql`${COLUMNS[key]} as ${sql.identifier(key)}`))},
       sum(s.on_hand) as on_hand,
       sum(s.allocated) filter (where s.status = 'AVAILABLE') as allocated,
       sum(s.pending) filter (where s.status = 'AVAILABLE') as pending,
       sum(s.on_hand) filter (where s.status in ('HOLD', 'EXPIRED', 'QUARANTINE')) as on_hold,
       sum(s.on_hand) filter (where s.status = 'DAMAGED') as damaged,
       bool_or(s.below_zero) as below_zero, max(s.updated_at) as updated_at
  ${from} ${behindGroup(place)}
 group by ${by}
 order by ${sorted}
 limit ${limit + 1} offset ${offset}`);
  const page = rows.slice(0, limit).map((row) => statistics(row, keys));
  return {
    rows: page,
    next: rows.length > limit ? (page.at(-1)?.group ?? null) : null,
    ...(await countMatches(db, sql`select 1 ${from} group by ${by}`)),
  };
}
