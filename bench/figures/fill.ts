import { onDatabase } from '../../dev/postgres/database';

/** Copies of one order, as so many rows: for figures that hang on how much there is. */
export interface Fill {
  databaseUrl: string;
  /** Number of the order that is copied, in the demo's unit. */
  template: string;
  /** Unit of the copies. */
  businessUnitId: string;
  prefix: string;
  from: number;
  to: number;
}

const COPY = `
insert into orders (org_id, business_unit_id, order_number, sales_order_number, document, digest, state, status,
                    sequence, started_in, next_deadline, waiting_on, waiting_reason, waiting_since, open_exceptions,
                    building_id, job_id, wms_job_id, created_at, updated_at, closed_at)
select o.org_id, $2, $3 || n, $3 || n, o.document, o.digest,
       jsonb_set(o.state, '{key}', jsonb_build_object('businessUnitId', $2::text, 'orderNumber', $3 || n)), o.status,
       o.sequence, o.started_in, o.next_deadline + interval '30 days', o.waiting_on, o.waiting_reason, o.waiting_since,
       o.open_exceptions, o.building_id, o.job_id, $3 || n,
       o.created_at - n * interval '1 second', o.updated_at - n * interval '1 second', o.closed_at
  from orders o, generate_series($4::integer, $5::integer) n
 where o.order_number = $1`;

/** Writes the copies; an open one has its mark, so that nobody starts its workflow. */
export function fill({ databaseUrl, template, businessUnitId, prefix, from, to }: Fill): Promise<void> {
  return onDatabase(databaseUrl, async (db) => {
    const { rowCount } = await db.query(COPY, [template, businessUnitId, prefix, from, to]);
    if (rowCount !== to - from + 1) throw new Error(`${rowCount} rows instead of ${to - from + 1} were copied`);
    await db.query('vacuum analyze orders');
  });
}

/** Takes the copies of a unit away. */
export function empty(databaseUrl: string, businessUnitId: string): Promise<void> {
  return onDatabase(databaseUrl, async (db) => {
    await db.query('delete from orders where business_unit_id = $1', [businessUnitId]);
    await db.query('vacuum analyze orders');
  });
}

/** A unit like the demo's, for the copies. */
export function addUnit(databaseUrl: string, businessUnitId: string, like: string): Promise<void> {
  return onDatabase(databaseUrl, async (db) => {
    await db.query(
      `insert into business_units (id, org_id, company_no, name, type, settings)
       select $1, org_id, $1, $1, type, settings from business_units where id = $2 on conflict do nothing`,
      [businessUnitId, like],
    );
  });
}
