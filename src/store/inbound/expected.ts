import { and, asc, eq, gt, inArray, sum } from 'drizzle-orm';
import type { Queries } from '../database';
import { inboundLines } from '../schema';

/** Units of a SKU that open inbound documents announce for a building and that have not come. */
export interface Expected {
  buildingId: string;
  skuId: string;
  units: number;
}

/** What of these SKUs is to come, by building; those without anything are left out. */
export function expectedBySku(db: Queries, businessUnitId: string, skuIds: readonly string[]): Promise<Expected[]> {
  const { buildingId, skuId, open } = inboundLines;
  return db
    .select({ buildingId, skuId, units: sum(open).mapWith(Number) })
    .from(inboundLines)
    .where(and(eq(inboundLines.businessUnitId, businessUnitId), inArray(skuId, [...skuIds]), gt(open, 0)))
    .groupBy(buildingId, skuId)
    .orderBy(asc(buildingId), asc(skuId));
}
