import type { Queries } from '../../store/database';
import { expectedBySku } from '../../store/inbound';
import { backorderedUnits } from '../../store/orders/backordered';
import type { Statistics, StatisticsGroup } from '../../store/stock/statistics';

/** Units of a group's SKU in its building, or in all where it names none. */
const unitsFor = (
  { skuId, buildingId }: StatisticsGroup,
  all: readonly { skuId: string; buildingId: string; units: number }[],
): number =>
  all
    .filter((one) => one.skuId === skuId && (buildingId === undefined || one.buildingId === buildingId))
    .reduce((sum, { units }) => sum + units, 0);

/**
 * What is wanted beyond the goods (units that other systems' orders wait for, and the open rest of orders that were shipped
 * short), and what inbound documents announce.
 */
export async function demandOf(db: Queries, businessUnitId: string, groups: readonly StatisticsGroup[]) {
  const skuIds = [...new Set(groups.map(({ skuId }) => skuId ?? ''))];
  const [backordered, expected] = await Promise.all([
    backorderedUnits(db, businessUnitId, skuIds),
    expectedBySku(db, businessUnitId, skuIds),
  ]);
  return ({ group, pending }: Statistics) => ({
    quantityExpected: unitsFor(group, expected),
    quantityBackordered: pending + unitsFor(group, backordered),
  });
}
