import { sql } from 'drizzle-orm';
import type { Queries } from '../database';
import type { MovementName } from './record';

/**
 * Open movements that no workflow of this namespace has taken up, or whose answer none has acted on in time; the oldest
 * first.
 */
export async function findIdleMovements(
  db: Queries,
  { namespaceId, idleMs, limit }: { namespaceId: string; idleMs: number; limit: number },
): Promise<MovementName[]> {
  const idle = sql`${idleMs}::double precision * interval '1 millisecond'`;
  const { rows } = await db.execute<{ org_id: string; movement_id: string }>(sql`
select org_id, movement_id
  from inventory_movements
 where status in ('REQUESTED', 'SENT', 'ACCEPTED')
   and case when started_in is distinct from ${namespaceId} then received_at < clock_timestamp() - ${idle}
            when status = 'ACCEPTED' then answered_at < clock_timestamp() - ${idle}
            else due_at < clock_timestamp() - ${idle} end
 order by id
 limit ${limit}`);
  return rows.map(({ org_id, movement_id }) => ({ orgId: org_id, movementId: movement_id }));
}
