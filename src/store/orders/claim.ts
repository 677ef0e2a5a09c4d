import type { BusinessUnitSettings, Callback, Envelope, Instant, OrderKey, OrderState } from '../../domain/order';
import type { Database, Queries } from '../database';
import { toInstant } from '../schema/columns';
import { onList, run } from '../statement';

/** An order as its host holds it: only the holder of `fence` may commit. */
export interface ClaimedOrder {
  orderId: number;
  orgId: string;
  key: OrderKey;
  /** New random token; a later claim makes it void. */
  fence: string;
  state: OrderState;
  businessUnitType: 'b2b' | 'b2c';
  settings: BusinessUnitSettings;
  /** Callbacks not applied yet, oldest first. */
  pending: Envelope<Callback>[];
}

export interface LeasedOrder extends OrderKey {
  leasedUntil: Instant;
}

/** Which order to claim. */
export interface ClaimKey extends OrderKey {
  /** Given: only while this is its mark, so that a page does not take an order from a workflow that has just begun. */
  ifStartedIn?: string | null;
}

export interface Claims {
  claimed: ClaimedOrder[];
  /** A job page has them; claim again after `leasedUntil`. */
  leased: LeasedOrder[];
  /** Their mark is no longer the one that was asked for. */
  remarked: OrderKey[];
  unknown: OrderKey[];
}

// Rows are locked in the order of their ids, so that two pages with common orders cannot lock each other out.
const claimStatement = onList(
  'claim-orders',
  (limit) => `
with wanted as materialized (
  select distinct business_unit_id, order_number, coalesce(by_mark, false) as by_mark, mark
    from jsonb_to_recordset($1::jsonb) as t (business_unit_id text, order_number text, by_mark boolean, mark text) ${limit}
), found as materialized (
  select o.id, o.business_unit_id, o.order_number, o.leased_until, o.leased_until > clock_timestamp() as leased,
         w.by_mark and o.started_in is distinct from w.mark as remarked
    from orders o join wanted w on o.business_unit_id = w.business_unit_id and o.order_number = w.order_number
   order by o.id
     for no key update of o
), claimed as (
  update orders o
     set fence = gen_random_uuid(),
         leased_until = clock_timestamp() + $2::double precision * interval '1 millisecond',
         started_in = coalesce($3, o.started_in)
    from found f
   where o.id = f.id and f.leased is not true and not f.remarked
  returning o.id, o.org_id, o.fence, o.state
)
select w.business_unit_id, w.order_number, f.leased_until, c.id, c.org_id, c.fence, c.state, u.type, u.settings,
       f.id is not null as known, f.remarked,
       (select jsonb_agg(b.envelope order by b.received_at, b.id) from inbox b
         where b.org_id = c.org_id and b.state = 'pending'
           and b.business_unit_id = w.business_unit_id and b.order_number = w.order_number) as pending
  from wanted w
  left join found f on f.business_unit_id = w.business_unit_id and f.order_number = w.order_number
  left join claimed c on c.id = f.id
  left join business_units u on u.id = w.business_unit_id
 order by f.id`,
);

interface ClaimRow {
  business_unit_id: string;
  order_number: string;
  leased_until: Date | null;
  known: boolean;
  remarked: boolean | null;
  id: string | null;
  org_id: string;
  fence: string;
  state: OrderState;
  type: 'b2b' | 'b2c' | null;
  settings: BusinessUnitSettings | null;
  pending: Envelope<Callback>[] | null;
}

/**
 * Loads orders for a host that will move them. Loading is claiming: each gets a new fence, so that whoever loaded it
 * before can no longer write. A job page gives `leaseMs` and keeps workflows away for that long; a workflow gives none,
 * but `startedIn`, the id of the namespace it runs in: the claim is then also the mark that the order is started there.
 */
export async function claimOrders(
  db: Queries,
  keys: readonly ClaimKey[],
  opts: { leaseMs?: number; startedIn?: string } = {},
): Promise<Claims> {
  const claims: Claims = { claimed: [], leased: [], remarked: [], unknown: [] };
  if (keys.length === 0) return claims;
  const wanted = keys.map(({ businessUnitId, orderNumber, ifStartedIn: mark }) => {
    return { business_unit_id: businessUnitId, order_number: orderNumber, by_mark: mark !== undefined, mark };
  });
  const values = [JSON.stringify(wanted), opts.leaseMs ?? null, opts.startedIn ?? null];
  const rows = await run<ClaimRow>(db, claimStatement(wanted), values);
  for (const row of rows) {
    const key = { businessUnitId: row.business_unit_id, orderNumber: row.order_number };
    if (!row.known) claims.unknown.push(key);
    else if (row.remarked) claims.remarked.push(key);
    else if (row.id === null) claims.leased.push({ ...key, leasedUntil: toInstant(row.leased_until ?? new Date()) });
    else claims.claimed.push(claimedOrder(key, row.id, row));
  }
  return claims;
}

function claimedOrder(key: OrderKey, id: string, row: ClaimRow): ClaimedOrder {
  return {
    orderId: Number(id),
    orgId: row.org_id,
    key,
    fence: row.fence,
    state: row.state,
    businessUnitType: row.type ?? 'b2c',
    settings: row.settings ?? {},
    pending: row.pending ?? [],
  };
}

/** Lets go of leases early; one that another host has taken over meanwhile stays. */
export async function releaseLease(db: Database, held: readonly { orderId: number; fence: string }[]): Promise<void> {
  if (held.length === 0) return;
  await db.pool.query({
    name: 'release-lease',
    text: `
with held as materialized (
  select o.id from orders o
    join jsonb_to_recordset($1::jsonb) as t ("orderId" bigint, fence uuid) on o.id = t."orderId" and o.fence = t.fence
   order by o.id
     for no key update of o
)
update orders o set leased_until = null from held h where o.id = h.id and o.leased_until is not null`,
    values: [JSON.stringify(held)],
  });
}
