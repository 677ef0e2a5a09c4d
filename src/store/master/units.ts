import { and, eq, sql } from 'drizzle-orm';
import type { BusinessUnitSettings, Instant } from '../../domain/order';
import type { BusinessUnit } from '../businessUnits';
import type { Database, Queries } from '../database';
import { businessUnits } from '../schema';
import { withinScope, type Scope } from '../scope';
import { containing, ordered, type OffsetPage, type Sorting } from '../sorting';

/** A business unit with what it says of itself. */
export interface UnitRecord extends BusinessUnit {
  /** Addresses, contact, tax id, and members that are not ours. */
  details: Record<string, unknown>;
  /** Of the request that made it; null: it was not made by request. */
  digest: string | null;
  createdAt: Instant;
  updatedAt: Instant;
}

const { id, orgId, companyNo, name, type, settings, details, digest, createdAt, updatedAt } = businessUnits;
const columns = { id, orgId, companyNo, name, type, settings, details, digest, createdAt, updatedAt };

const SORT_COLUMNS = { businessUnitId: id, name, type, createdAt, updatedAt };

const inScope = (scope: Scope) => withinScope(scope, { orgId, businessUnitId: id });

/** null when there is none, or none in scope. `lock`: nobody else changes it before the transaction ends. */
export async function readUnit(db: Queries, scope: Scope, unitId: string, lock = false): Promise<UnitRecord | null> {
  const query = db
    .select(columns)
    .from(businessUnits)
    .where(and(eq(id, unitId), ...inScope(scope)));
  const [unit] = await (lock ? query.for('no key update') : query);
  return unit ?? null;
}

/** A page of the units in scope; `name`: part of the name, in any case. */
export async function listUnits(
  db: Queries,
  scope: Scope,
  filter: { name?: string; type?: 'b2b' | 'b2c' },
  page: OffsetPage & Sorting<keyof typeof SORT_COLUMNS>,
): Promise<{ rows: UnitRecord[]; total: number }> {
  const where = and(
    ...inScope(scope),
    containing(name, filter.name),
    filter.type === undefined ? undefined : eq(type, filter.type),
  );
  const [rows, total] = await Promise.all([
    db
      .select(columns)
      .from(businessUnits)
      .where(where)
      .orderBy(ordered(SORT_COLUMNS[page.sortField], page), ordered(id, page))
      .limit(page.limit)
      .offset(page.offset ?? 0),
    db.$count(businessUnits, where),
  ]);
  return { rows, total };
}

export type NewUnit = Omit<UnitRecord, 'createdAt' | 'updatedAt' | 'digest'> & { digest: string };

/** Makes a unit; false where its id or its company number is taken. */
export async function insertUnit(tx: Queries, unit: NewUnit): Promise<boolean> {
  const made = await tx.insert(businessUnits).values(unit).onConflictDoNothing().returning({ id });
  return made.length > 0;
}

export interface UnitChange {
  name?: string;
  type?: 'b2b' | 'b2c';
  companyNo?: string;
  details?: Record<string, unknown>;
  settings?: BusinessUnitSettings;
}

/** Changes the members that are named; `details` member by member, `settings` as a whole. */
export async function changeUnit(tx: Queries, unitId: string, change: UnitChange): Promise<UnitRecord> {
  const { details: more, ...set } = change;
  const merged = more === undefined ? {} : { details: sql`${details} || ${JSON.stringify(more)}::jsonb` };
  const [changed] = await tx
    .update(businessUnits)
    .set({ ...set, ...merged, updatedAt: sql`clock_timestamp()` })
    .where(eq(id, unitId))
    .returning(columns);
  if (!changed) throw new Error(`business unit ${unitId} is gone`);
  return changed;
}

/** The id of the organization's unit of a company number; null: there is none. */
export async function unitOfCompany(db: Queries, org: string, number: string): Promise<string | null> {
  const [unit] = await db
    .select({ id })
    .from(businessUnits)
    .where(and(eq(orgId, org), eq(companyNo, number)));
  return unit?.id ?? null;
}

/** A unit has changed: this process uses it as it is now at once, others within seconds. */
export function forgetUnit({ recent }: Database, unitId: string): void {
  recent.forget(`unit/${unitId}`);
  recent.forget(`first building/${unitId}`);
}
