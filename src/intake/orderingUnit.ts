import { generalSettings, type OrderingUnit } from '../domain/order';
import { recentFirstBuilding } from '../store/buildings';
import type { BusinessUnit } from '../store/businessUnits';
import type { Database } from '../store/database';

/** What of a unit counts for an order that comes now: its settings; without a default building, the first that serves it. */
export async function orderingUnit(db: Database, { id, type, settings }: BusinessUnit): Promise<OrderingUnit> {
  const { defaultBuildingId, defaultCarrierId, defaultServiceLevel, timeZone } = generalSettings(type, settings);
  const buildingId = defaultBuildingId ?? (await recentFirstBuilding(db, id))?.buildingId ?? null;
  return { type, defaultBuildingId: buildingId, defaultCarrierId, defaultServiceLevel, timeZone };
}
