import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Queries } from '../database';
import { stockBins as table } from '../schema';

/** A place inside a building, as goods name it by its id. */
export interface Bin {
  id: number;
  buildingId: string;
  name: string;
  typeId: number;
  statusId: number;
  /** The count that keeps it frozen. */
  auditId: number | null;
}

const COLUMNS = {
  id: table.id,
  buildingId: table.buildingId,
  name: table.name,
  typeId: table.typeId,
  statusId: table.statusId,
  auditId: table.auditId,
};

/** Makes bins, or changes those of these names. */
export function saveBins(
  db: Queries,
  businessUnitId: string,
  bins: readonly Pick<Bin, 'buildingId' | 'name' | 'typeId' | 'statusId'>[],
): Promise<Bin[]> {
  return db.transaction(async (tx) => {
    const saved: Bin[] = [];
    for (const { buildingId, name, typeId, statusId } of bins) {
      const [bin] = await tx
        .insert(table)
        .values({ businessUnitId, buildingId, name, typeId, statusId })
        .onConflictDoUpdate({
          target: [table.businessUnitId, table.buildingId, table.name],
          set: { typeId, statusId },
        })
        .returning(COLUMNS);
      if (bin) saved.push(bin);
    }
    return saved;
  });
}

/** Gives bins that are there another type or state; answers those that are. */
export async function changeBins(
  db: Queries,
  businessUnitId: string,
  changes: readonly { id: number; typeId?: number; statusId?: number }[],
): Promise<Bin[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
update stock_bins b
   set type_id = coalesce(t."typeId", b.type_id), status_id = coalesce(t."statusId", b.status_id)
  from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as t (id bigint, "typeId" integer, "statusId" integer)
 where b.id = t.id and b.business_unit_id = ${businessUnitId}
returning b.id`);
  const ids = rows.map(({ id }) => Number(id));
  if (ids.length === 0) return [];
  return db.select(COLUMNS).from(table).where(inArray(table.id, ids)).orderBy(asc(table.id));
}

export function listBins(db: Queries, businessUnitId: string, buildingId?: string): Promise<Bin[]> {
  const here = buildingId === undefined ? undefined : eq(table.buildingId, buildingId);
  return db
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), here))
    .orderBy(asc(table.id))
    .limit(1000);
}

export async function findBin(db: Queries, businessUnitId: string, id: number): Promise<Bin | null> {
  const [bin] = await db
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.id, id)));
  return bin ?? null;
}

/** Names of a building's bins that a count keeps frozen, as goods name them. */
export async function frozenBins(db: Queries, businessUnitId: string, buildingId: string): Promise<Set<string>> {
  const bins = await db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.buildingId, buildingId), isNotNull(table.auditId)));
  return new Set(bins.map(({ id }) => String(id)));
}

/** Freezes bins for a count, or (null) lets them go; answers those that are there. */
export async function freezeBins(
  tx: Queries,
  businessUnitId: string,
  ids: readonly number[],
  auditId: number | null,
): Promise<number[]> {
  if (ids.length === 0) return [];
  const frozen = await tx
    .update(table)
    .set({ auditId })
    .where(and(eq(table.businessUnitId, businessUnitId), inArray(table.id, [...ids])))
    .returning({ id: table.id });
  return frozen.map(({ id }) => id);
}
