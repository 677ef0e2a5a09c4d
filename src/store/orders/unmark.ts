import { sql } from 'drizzle-orm';
import type { Queries } from '../database';

/** Takes the marks of a start away, so that whoever sweeps starts these orders again while they are open. */
export async function clearMarks(db: Queries, orderIds: readonly number[]): Promise<void> {
  if (orderIds.length === 0) return;
  await db.execute(sql`
with due as materialized (
  select o.id from orders o
   where o.id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(orderIds)}::jsonb))
     and o.started_in is not null
   order by o.id
     for no key update of o
)
update orders o set started_in = null from due d where o.id = d.id`);
}
