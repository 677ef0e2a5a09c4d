import { and, asc, eq } from 'drizzle-orm';
import type { Queries } from '../database';
import { stockWaves as table, type WaveLine } from '../schema';

export type { WaveLine } from '../schema';

/** A round of picking: which units come from which bin. */
export interface Wave {
  id: number;
  buildingId: string;
  type: string;
  status: 'OPEN' | 'CLOSED';
  lines: WaveLine[];
  /** The wave whose rest it picks. */
  recoveryOf: number | null;
  createdAt: string;
  closedAt: string | null;
}

const COLUMNS = {
  id: table.id,
  buildingId: table.buildingId,
  type: table.type,
  status: table.status,
  lines: table.lines,
  recoveryOf: table.recoveryOf,
  createdAt: table.createdAt,
  closedAt: table.closedAt,
};

export async function createWave(
  tx: Queries,
  businessUnitId: string,
  wave: Pick<Wave, 'buildingId' | 'type' | 'lines' | 'recoveryOf'>,
): Promise<number> {
  const [made] = await tx
    .insert(table)
    .values({ businessUnitId, ...wave })
    .returning({ id: table.id });
  if (!made) throw new Error('the wave was not made');
  return made.id;
}

const own = (businessUnitId: string, id: number) => and(eq(table.businessUnitId, businessUnitId), eq(table.id, id));

export async function findWave(db: Queries, businessUnitId: string, id: number): Promise<Wave | null> {
  const [wave] = await db.select(COLUMNS).from(table).where(own(businessUnitId, id));
  return wave ?? null;
}

/** An open wave, locked. */
export async function holdWave(tx: Queries, businessUnitId: string, id: number): Promise<Wave | null> {
  const [wave] = await tx
    .select(COLUMNS)
    .from(table)
    .where(and(own(businessUnitId, id), eq(table.status, 'OPEN')))
    .for('update');
  return wave ?? null;
}

export const openWaves = (db: Queries, businessUnitId: string, buildingId: string): Promise<Wave[]> =>
  db
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.buildingId, buildingId), eq(table.status, 'OPEN')))
    .orderBy(asc(table.id));

export async function closeWave(tx: Queries, id: number): Promise<void> {
  await tx.update(table).set({ status: 'CLOSED', closedAt: new Date().toISOString() }).where(eq(table.id, id));
}
