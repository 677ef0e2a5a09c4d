import { sql } from 'drizzle-orm';
import type { Callback, Envelope, OrderKey } from '../../domain/order';
import type { Queries } from '../database';

/** A message that waits to be applied, and the order it is about. */
export interface UnappliedMessage {
  key: OrderKey;
  orderId: number;
  envelope: Envelope<Callback>;
}

export interface Unapplied {
  /** The order has its workflow in this namespace (or had, and closed): signal with start. */
  marked: UnappliedMessage[];
  /** It has none yet: to a page. */
  unmarked: UnappliedMessage[];
  /** Pending for an order that does not exist: to be parked. */
  orphans: string[];
}

interface UnappliedRow extends Record<string, unknown> {
  id: string;
  business_unit_id: string;
  order_number: string;
  envelope: Envelope<Callback>;
  order_id: string | null;
  marked: boolean | null;
}

/**
 * Messages that were received more than `olderThanMs` ago and are not applied, oldest first, whatever their order's mark
 * or status. Those of orders that a page has on lease are left to the page.
 */
export async function findUnapplied(
  db: Queries,
  options: { olderThanMs: number; limit: number; namespaceId: string },
): Promise<Unapplied> {
  const { rows } = await db.execute<UnappliedRow>(sql`
select b.id, b.business_unit_id, b.order_number, b.envelope, o.id as order_id, o.started_in = ${options.namespaceId} as marked
  from inbox b
  left join orders o
    on o.business_unit_id = b.business_unit_id and o.order_number = b.order_number and o.org_id = b.org_id
 where b.state = 'pending' and b.order_number is not null
   and b.received_at <= clock_timestamp() - ${options.olderThanMs}::double precision * interval '1 millisecond'
   and (o.leased_until is null or o.leased_until <= clock_timestamp())
 order by b.received_at, b.id
 limit ${options.limit}`);
  const found: Unapplied = { marked: [], unmarked: [], orphans: [] };
  for (const row of rows) {
    if (row.order_id === null) found.orphans.push(row.id);
    else {
      const key = { businessUnitId: row.business_unit_id, orderNumber: row.order_number };
      found[row.marked ? 'marked' : 'unmarked'].push({ key, orderId: Number(row.order_id), envelope: row.envelope });
    }
  }
  return found;
}

/**
 * Makes parked messages pending whose order exists: the order and its message may have been committed at the same moment,
 * each unseen by the other. Answers how many.
 */
export async function adoptParked(db: Queries, limit: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
update inbox b set state = 'pending', parked_reason = null
 where b.state = 'parked' and b.id in (
   select p.id from inbox p
     join orders o
      on o.business_unit_id = p.business_unit_id and o.order_number = p.order_number and o.org_id = p.org_id
    where p.state = 'parked' and p.envelope is not null
    order by p.received_at
    limit ${limit})`);
  return rowCount ?? 0;
}
