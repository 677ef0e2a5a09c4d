import { and, asc, count, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { InboundKey } from '../../domain/inbound';
import type { Building } from '../buildings';
import type { Queries } from '../database';
import { buildings, businessUnitBuildings, inboundDocuments, orders, stock } from '../schema';
import { ordered, type OffsetPage, type Sorting } from '../sorting';

const { orgId, buildingId, name, address, active, timeZone } = buildings;
const columns = { orgId, buildingId, name, address, active, timeZone };
const links = businessUnitBuildings;

/** A page of the buildings that serve a unit. */
export async function listUnitBuildings(
  db: Queries,
  unitId: string,
  page: OffsetPage & Sorting<'buildingId' | 'name'>,
): Promise<{ rows: Building[]; total: number }> {
  const where = eq(links.businessUnitId, unitId);
  const [rows, total] = await Promise.all([
    db
      .select(columns)
      .from(links)
      .innerJoin(buildings, and(eq(orgId, links.orgId), eq(buildingId, links.buildingId)))
      .where(where)
      .orderBy(ordered(buildings[page.sortField], page), ordered(buildingId, page))
      .limit(page.limit)
      .offset(page.offset ?? 0),
    db.$count(links, where),
  ]);
  return { rows, total };
}

const linkOf = (unitId: string, id: string) => and(eq(links.businessUnitId, unitId), eq(links.buildingId, id));

/** Whether a building serves a unit; nobody else ends that before the transaction does. */
export async function lockLink(tx: Queries, unitId: string, id: string): Promise<boolean> {
  const found = await tx.select({ id: links.buildingId }).from(links).where(linkOf(unitId, id)).for('update');
  return found.length > 0;
}

export async function dropLink(tx: Queries, unitId: string, id: string): Promise<void> {
  await tx.delete(links).where(linkOf(unitId, id));
}

/** How many open orders of a unit a building has, with the numbers of the oldest. */
export async function openOrdersAt(
  db: Queries,
  unitId: string,
  id: string,
  limit: number,
): Promise<{ count: number; numbers: string[] }> {
  const where = and(eq(orders.businessUnitId, unitId), eq(orders.buildingId, id), isNull(orders.closedAt));
  const [total, oldest] = await Promise.all([
    db.$count(orders, where),
    db.select({ number: orders.orderNumber }).from(orders).where(where).orderBy(asc(orders.id)).limit(limit),
  ]);
  return { count: total, numbers: oldest.map(({ number }) => number) };
}

/** How many inbound documents of a unit are open for a building, with the oldest of them. */
export async function openInboundAt(
  db: Queries,
  unitId: string,
  id: string,
  limit: number,
): Promise<{ count: number; keys: InboundKey[] }> {
  const { businessUnitId, kind, number, closedAt } = inboundDocuments;
  const where = and(eq(businessUnitId, unitId), eq(inboundDocuments.buildingId, id), isNull(closedAt));
  const [total, keys] = await Promise.all([
    db.$count(inboundDocuments, where),
    db
      .select({ businessUnitId, kind, number })
      .from(inboundDocuments)
      .where(where)
      .orderBy(asc(inboundDocuments.id))
      .limit(limit),
  ]);
  return { count: total, keys };
}

/** How many SKUs of a unit lie in a building, or are sold there beyond what lies there. */
export async function skusAt(db: Queries, unitId: string, id: string): Promise<number> {
  const [held] = await db
    .select({ skus: count(sql`distinct ${stock.skuId}`) })
    .from(stock)
    .where(
      and(
        eq(stock.businessUnitId, unitId),
        eq(stock.buildingId, id),
        or(gt(stock.onHand, 0), gt(stock.allocated, 0), gt(stock.pending, 0)),
      ),
    );
  return held?.skus ?? 0;
}
