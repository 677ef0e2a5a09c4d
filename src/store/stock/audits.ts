import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Queries } from '../database';
import { stockAudits as table } from '../schema';

/** A count of some bins. */
export interface Audit {
  id: number;
  buildingId: string;
  status: 'CREATED' | 'STARTED' | 'COMPLETED' | 'CANCELLED';
  /** Ids of bins. */
  bins: number[];
  createdAt: string;
  closedAt: string | null;
}

const COLUMNS = {
  id: table.id,
  buildingId: table.buildingId,
  status: table.status,
  bins: table.bins,
  createdAt: table.createdAt,
  closedAt: table.closedAt,
};

export async function createAudit(
  tx: Queries,
  businessUnitId: string,
  audit: Pick<Audit, 'buildingId' | 'bins'>,
): Promise<number> {
  const [made] = await tx
    .insert(table)
    .values({ businessUnitId, ...audit })
    .returning({ id: table.id });
  if (!made) throw new Error('the audit was not made');
  return made.id;
}

export async function findAudit(db: Queries, businessUnitId: string, id: number): Promise<Audit | null> {
  const [audit] = await db
    .select(COLUMNS)
    .from(table)
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.id, id)));
  return audit ?? null;
}

export const openAudits = (db: Queries, businessUnitId: string, buildingId: string): Promise<Audit[]> =>
  db
    .select(COLUMNS)
    .from(table)
    .where(
      and(
        eq(table.businessUnitId, businessUnitId),
        eq(table.buildingId, buildingId),
        inArray(table.status, ['CREATED', 'STARTED']),
      ),
    )
    .orderBy(asc(table.id));

/** Moves a count on; false where it is not in the status that this follows. */
export async function moveAudit(
  tx: Queries,
  businessUnitId: string,
  id: number,
  from: readonly Audit['status'][],
  to: Audit['status'],
): Promise<boolean> {
  const closedAt = to === 'COMPLETED' || to === 'CANCELLED' ? new Date().toISOString() : null;
  const moved = await tx
    .update(table)
    .set({ status: to, closedAt })
    .where(and(eq(table.businessUnitId, businessUnitId), eq(table.id, id), inArray(table.status, [...from])))
    .returning({ id: table.id });
  return moved.length > 0;
}
