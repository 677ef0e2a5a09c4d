import { sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { SerialStatus } from '../../domain/stock';
import { countMatches, type Counted } from '../counted';
import type { Queries } from '../database';
import type { Direction } from '../keyset';
import { toInstant } from '../schema/columns';

/** One unit with a number, where it is or was last. */
export interface SerialNumber {
  serialNumber: string;
  skuId: string;
  lotNumber: string;
  buildingId: string;
  status: SerialStatus;
  /** When it came in last; null: nobody said. */
  receivedAt: Instant | null;
  shippedAt: Instant | null;
  /** What its last entry is about. */
  reference: string | null;
}

export interface SerialFilter {
  skuId?: string;
  serialNumber?: string;
  buildingId?: string;
  lotNumber?: string;
  status?: SerialStatus;
}

export interface SerialPlace {
  skuId: string;
  serialNumber: string;
}

export interface SerialPage extends Counted {
  rows: SerialNumber[];
  next: SerialPlace | null;
}

const optional = (column: SQL, value: string | undefined): SQL =>
  value === undefined ? sql`` : sql`and ${column} = ${value}`;

/**
 * Each serial number once: the row where it is on hand, else the one that changed last. One that is not on hand and was
 * not shipped (a count did not find it) is no unit of anybody's.
 */
function serialsOf(businessUnitId: string, { skuId, serialNumber, buildingId, lotNumber, status }: SerialFilter): SQL {
  return sql`
from (select distinct on (s.sku_id, s.serial) s.id, s.sku_id, s.serial, s.lot, s.building_id, s.status, s.on_hand, s.allocated
        from stock s
       where s.business_unit_id = ${businessUnitId} and s.serial <> '' and not s.gone
         ${optional(sql`s.sku_id`, skuId)} ${optional(sql`s.serial`, serialNumber)}
       order by s.sku_id, s.serial, s.on_hand desc, s.updated_at desc, s.id desc) s
cross join lateral (
  select case when s.on_hand > 0 then
           case when s.status = 'DAMAGED' then 'DAMAGED' when s.status <> 'AVAILABLE' then 'HOLD'
                when s.allocated > 0 then 'ALLOCATED' else 'IN_STOCK' end
         when (select e.transaction_type from stock_entries e where e.stock_id = s.id and e.on_hand <> 0
                order by e.id desc limit 1) = 'SHIPMENT' then 'SHIPPED' end as status) now
where now.status is not null ${optional(sql`s.building_id`, buildingId)} ${optional(sql`s.lot`, lotNumber)}
  ${optional(sql`now.status`, status)}`;
}

/** One page of a business unit's serial numbers, by SKU and number, each with what the ledger says of its life. */
export async function listSerials(
  db: Queries,
  businessUnitId: string,
  filter: SerialFilter,
  page: { limit: number; offset: number; after?: SerialPlace; direction: Direction },
): Promise<SerialPage> {
  const { limit, offset, after, direction } = page;
  const found = serialsOf(businessUnitId, filter);
  const place = after
    ? sql`and (s.sku_id, s.serial) ${sql.raw(direction === 'asc' ? '>' : '<')} (${after.skuId}, ${after.serialNumber})`
    : sql``;
  const sorted = sql.raw(`sku_id ${direction}, serial ${direction}`);
  const { rows } = await db.execute<Record<string, string | null>>(sql`
select p.sku_id, p.serial, p.lot, p.building_id, p.shown, life.received_at, life.shipped_at, life.reference
  from (select s.*, now.status as shown ${found} ${place} order by ${sorted} limit ${limit + 1} offset ${offset}) p
 cross join lateral (
   select max(e.as_of) filter (where e.on_hand > 0 and e.transaction_type not in ('STATUS_CHANGE', 'TRANSFER_IN')) as received_at,
          max(e.as_of) filter (where e.on_hand < 0 and e.transaction_type = 'SHIPMENT') as shipped_at,
          (array_agg(e.reference order by e.id desc) filter (where e.reference is not null))[1] as reference
     from stock o join stock_entries e on e.stock_id = o.id
    where o.business_unit_id = ${businessUnitId} and o.sku_id = p.sku_id and o.serial = p.serial and o.serial <> ''
      and e.on_hand <> 0) life
 order by ${sorted}`);
  const serials = rows.map((row): SerialNumber => ({
    serialNumber: row.serial ?? '',
    skuId: row.sku_id ?? '',
    lotNumber: row.lot ?? '',
    buildingId: row.building_id ?? '',
    status: row.shown as SerialStatus,
    receivedAt: row.received_at ? toInstant(row.received_at) : null,
    shippedAt: row.shipped_at ? toInstant(row.shipped_at) : null,
    reference: row.reference ?? null,
  }));
  const shown = serials.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: serials.length > limit && last ? { skuId: last.skuId, serialNumber: last.serialNumber } : null,
    ...(await countMatches(db, sql`select 1 ${found}`)),
  };
}
