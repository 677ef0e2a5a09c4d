import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/order';
import type { Queries } from '../database';
import { inventoryMovements as table } from '../schema';
import { MOVEMENT_COLUMNS, type MovementName, type MovementRecord } from './record';

/** A movement to keep. */
export interface NewMovement
  extends MovementName, Pick<MovementRecord, 'businessUnitId' | 'buildingId' | 'source' | 'digest'> {
  document: unknown;
  /** What has happened is posted in the same transaction. */
  status: 'REQUESTED' | 'POSTED';
  dueAt: Instant | null;
}

/** Keeps movements, each id once; answers the ids that are new. Who sends the same id meanwhile waits for the transaction. */
export async function keepMovements(tx: Queries, movements: readonly NewMovement[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ movement_id: string }>(sql`
insert into inventory_movements (org_id, movement_id, business_unit_id, building_id, source, digest, document, status, due_at,
                                 posted_at)
select t."orgId", t."movementId", t."businessUnitId", t."buildingId", t.source, t.digest, t.document, t.status, t."dueAt",
       case when t.status = 'POSTED' then clock_timestamp() end
  from jsonb_to_recordset(${JSON.stringify(movements)}::jsonb) as t (
    "orgId" text, "movementId" text, "businessUnitId" text, "buildingId" text, source text, digest text, document jsonb,
    status text, "dueAt" timestamptz)
 order by 1, 2
on conflict (org_id, movement_id) do nothing
returning movement_id`);
  return new Set(rows.map(({ movement_id }) => movement_id));
}

/** Movements of an organization by their ids, locked until the transaction ends. */
export function holdMovements(tx: Queries, orgId: string, movementIds: readonly string[]): Promise<MovementRecord[]> {
  return tx
    .select(MOVEMENT_COLUMNS)
    .from(table)
    .where(and(eq(table.orgId, orgId), inArray(table.movementId, [...movementIds])))
    .orderBy(asc(table.movementId))
    .for('no key update');
}

export async function findMovement(db: Queries, { orgId, movementId }: MovementName): Promise<MovementRecord | null> {
  const [found] = await db
    .select(MOVEMENT_COLUMNS)
    .from(table)
    .where(and(eq(table.orgId, orgId), eq(table.movementId, movementId)));
  return found ?? null;
}
