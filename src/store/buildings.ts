import { and, asc, eq } from 'drizzle-orm';
import type { Database, Queries } from './database';
import { buildings, businessUnitBuildings, businessUnits } from './schema';

export interface Building {
  orgId: string;
  /** At most 5 characters on the wire. */
  buildingId: string;
  name: string;
  address: Record<string, unknown>;
  /** An inactive one takes no new orders. */
  active: boolean;
  /** IANA name; null: nobody has said. */
  timeZone: string | null;
}

/** Active unless it says otherwise. */
export type NewBuilding = Omit<Building, 'active' | 'timeZone'> & Partial<Building>;

const columns = {
  orgId: buildings.orgId,
  buildingId: buildings.buildingId,
  name: buildings.name,
  address: buildings.address,
  active: buildings.active,
  timeZone: buildings.timeZone,
};

export async function saveBuilding(db: Queries, building: NewBuilding): Promise<void> {
  const { name, address, active, timeZone } = building;
  await db
    .insert(buildings)
    .values(building)
    .onConflictDoUpdate({ target: [buildings.orgId, buildings.buildingId], set: { name, address, active, timeZone } });
}

/** Lets a building serve a business unit; both must be of one organization, else nothing happens. */
export async function associateBuilding(db: Queries, businessUnitId: string, buildingId: string): Promise<void> {
  const served = db
    .select({
      businessUnitId: businessUnits.id,
      orgId: businessUnits.orgId,
      buildingId: buildings.buildingId,
    })
    .from(businessUnits)
    .innerJoin(buildings, eq(buildings.orgId, businessUnits.orgId))
    .where(and(eq(businessUnits.id, businessUnitId), eq(buildings.buildingId, buildingId)));
  await db.insert(businessUnitBuildings).select(served).onConflictDoNothing();
}

/** null when the organization has no such building. */
export async function findBuilding(db: Queries, orgId: string, buildingId: string): Promise<Building | null> {
  const [building] = await db
    .select(columns)
    .from(buildings)
    .where(and(eq(buildings.orgId, orgId), eq(buildings.buildingId, buildingId)));
  return building ?? null;
}

/** The buildings of an organization. */
export async function listBuildings(db: Queries, orgId: string): Promise<Building[]> {
  return db.select(columns).from(buildings).where(eq(buildings.orgId, orgId)).orderBy(asc(buildings.buildingId));
}

/** The buildings that serve a business unit. */
export async function buildingsOf(db: Queries, businessUnitId: string): Promise<Building[]> {
  return db
    .select(columns)
    .from(businessUnitBuildings)
    .innerJoin(
      buildings,
      and(eq(buildings.orgId, businessUnitBuildings.orgId), eq(buildings.buildingId, businessUnitBuildings.buildingId)),
    )
    .where(eq(businessUnitBuildings.businessUnitId, businessUnitId))
    .orderBy(asc(buildings.buildingId));
}

/** The first active building of a unit, where orders go that name none, as it was within the last seconds. */
export function recentFirstBuilding(db: Database, businessUnitId: string): Promise<Building | null> {
  return db.recent.get(
    `first building/${businessUnitId}`,
    async () => (await buildingsOf(db, businessUnitId)).find(({ active }) => active) ?? null,
  );
}

/** Those of the given buildings that take orders of the unit, or did within the last seconds. */
export function recentBuildings(db: Database, businessUnitId: string, ids: readonly string[]): Promise<Set<string>> {
  return db.recent.some(`building/${businessUnitId}`, ids, async () =>
    (await buildingsOf(db, businessUnitId)).filter(({ active }) => active).map(({ buildingId }) => buildingId),
  );
}
