import type { InboundKey } from '../../domain/inbound';
import { Problem } from '../../platform/problem';
import { associateBuilding, findBuilding, type Building } from '../../store/buildings';
import type { Database, Queries } from '../../store/database';
import { dropLink, lockLink, openInboundAt, openOrdersAt, skusAt } from '../../store/master/unitBuildings';
import { changeUnit, forgetUnit } from '../../store/master/units';
import type { Scope } from '../../store/scope';
import { requireUnitRecord } from './units';

/** Lets a building serve a unit; again changes nothing. @throws Problem 404 for a unit or a building that is not known */
export async function addBuilding(db: Database, scope: Scope, unitId: string, buildingId: string): Promise<Building> {
  const { orgId } = await requireUnitRecord(db, scope, unitId);
  const building = await findBuilding(db, orgId, buildingId);
  if (!building) throw new Problem('BUILDING_NOT_FOUND');
  await associateBuilding(db, unitId, buildingId);
  forgetUnit(db, unitId);
  return building;
}

/** So many documents of a kind are linked; the counts are of all. */
const LINKS = 10;

/** Work and stock of a unit at a building, by kind: how much, and where to look. */
type InUse = Record<string, { count: number; links: string[] }>;

/** Paths under which a client finds what is in the way. */
export interface PathsOf {
  inbound(key: InboundKey): string;
}

async function inUse(tx: Queries, unitId: string, buildingId: string, paths: PathsOf): Promise<InUse> {
  const unit = `/business_units/${encodeURIComponent(unitId)}`;
  const orders = await openOrdersAt(tx, unitId, buildingId, LINKS);
  const inbound = await openInboundAt(tx, unitId, buildingId, LINKS);
  const skus = await skusAt(tx, unitId, buildingId);
  const found: InUse = {
    openOrders: {
      count: orders.count,
      links: orders.numbers.map((number) => `${unit}/sales_orders/${encodeURIComponent(number)}`),
    },
    openInbound: { count: inbound.count, links: inbound.keys.map(paths.inbound) },
    skusInStock: {
      count: skus,
      links: [`${unit}/inventory/buildings/skus?buildingId=${encodeURIComponent(buildingId)}`],
    },
  };
  return Object.fromEntries(Object.entries(found).filter(([, { count }]) => count > 0));
}

/**
 * A building serves a unit no more; it is no longer where orders go that name none either.
 *
 * @throws Problem 404 where it does not serve the unit; 409 with counts and links while open work or stock is there
 */
export async function removeBuilding(
  db: Database,
  scope: Scope,
  unitId: string,
  buildingId: string,
  paths: PathsOf,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { settings } = await requireUnitRecord(tx, scope, unitId, true);
    if (!(await lockLink(tx, unitId, buildingId))) {
      throw new Problem('BUILDING_NOT_FOUND', 'The building does not serve the business unit.');
    }
    const used = await inUse(tx, unitId, buildingId, paths);
    if (Object.keys(used).length > 0) throw new Problem('BUILDING_IN_USE', undefined, { extra: { inUse: used } });
    await dropLink(tx, unitId, buildingId);
    if (settings.defaultBuildingId === buildingId)
      await changeUnit(tx, unitId, { settings: { ...settings, defaultBuildingId: null } });
  });
  forgetUnit(db, unitId);
  db.recent.forget(`building/${unitId}/${buildingId}`);
}
