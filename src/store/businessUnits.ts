import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { BusinessUnitSettings } from '../domain/order';
import type { Database, Queries } from './database';
import { businessUnits } from './schema';
import { withinScope, type Scope } from './scope';

export interface BusinessUnit {
  id: string;
  orgId: string;
  /** What the warehouse side calls it; unique in the organization. */
  companyNo: string;
  name: string;
  type: 'b2b' | 'b2c';
  settings: BusinessUnitSettings;
}

const columns = {
  id: businessUnits.id,
  orgId: businessUnits.orgId,
  companyNo: businessUnits.companyNo,
  name: businessUnits.name,
  type: businessUnits.type,
  settings: businessUnits.settings,
};

const scoped = (scope: Scope) => withinScope(scope, { orgId: businessUnits.orgId, businessUnitId: businessUnits.id });

/** Creates a business unit or changes the one of this id; its organization never changes. */
export async function saveBusinessUnit(db: Queries, unit: BusinessUnit): Promise<void> {
  const { id, orgId, companyNo, name, type, settings } = unit;
  const set = { companyNo, name, type, settings };
  await db
    .insert(businessUnits)
    .values({ id, orgId, ...set })
    .onConflictDoUpdate({ target: businessUnits.id, set, setWhere: eq(businessUnits.orgId, orgId) });
}

/** null when there is none, or none in scope. */
export async function findBusinessUnit(db: Queries, scope: Scope, id: string): Promise<BusinessUnit | null> {
  const [unit] = await db
    .select(columns)
    .from(businessUnits)
    .where(and(eq(businessUnits.id, id), ...scoped(scope)));
  return unit ?? null;
}

/** Units by id whoever owns them, for steps of ours. */
export async function findBusinessUnits(db: Queries, ids: readonly string[]): Promise<BusinessUnit[]> {
  if (ids.length === 0) return [];
  return db
    .select(columns)
    .from(businessUnits)
    .where(inArray(businessUnits.id, [...ids]));
}

/** A unit by id whoever owns it, as it was within the last seconds. */
export function recentUnit(db: Database, id: string): Promise<BusinessUnit | null> {
  return db.recent.get(`unit/${id}`, async () => (await findBusinessUnits(db, [id]))[0] ?? null);
}

/** As `recentUnit`, of several; unknown ones are left out. */
export async function recentUnits(db: Database, ids: readonly string[]): Promise<BusinessUnit[]> {
  const units = await Promise.all([...new Set(ids)].map((id) => recentUnit(db, id)));
  return units.filter((unit) => unit !== null);
}

export async function findByCompanyNo(db: Queries, scope: Scope, companyNo: string): Promise<BusinessUnit | null> {
  const [unit] = await db
    .select(columns)
    .from(businessUnits)
    .where(and(eq(businessUnits.companyNo, companyNo), ...scoped(scope)));
  return unit ?? null;
}

/** Oldest first: a unit that is added later changes nothing for a client that names none. */
export async function listBusinessUnits(db: Queries, scope: Scope): Promise<BusinessUnit[]> {
  return db
    .select(columns)
    .from(businessUnits)
    .where(and(...scoped(scope)))
    .orderBy(asc(businessUnits.createdAt), asc(businessUnits.id));
}

/** The oldest business unit that a building serves, else the oldest there is; null: there is none. */
export async function unitServing(db: Queries, buildingId: string): Promise<BusinessUnit | null> {
  const serves = sql`exists (select from business_unit_buildings b
    where b.business_unit_id = ${businessUnits.id} and b.building_id = ${buildingId})`;
  const [unit] = await db
    .select(columns)
    .from(businessUnits)
    .orderBy(sql`${serves} desc`, asc(businessUnits.createdAt), asc(businessUnits.id))
    .limit(1);
  return unit ?? null;
}
