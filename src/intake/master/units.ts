import type { GeneralSettings } from '../../domain/order';
import { Problem, type ProblemCode } from '../../platform/problem';
import { violation } from '../../platform/violation';
import { buildingsOf, findBuilding } from '../../store/buildings';
import type { Database, Queries } from '../../store/database';
import { brokersOf, replaceBrokers, type BrokerAccount, type NewBrokerAccount } from '../../store/master/brokers';
import {
  changeUnit,
  forgetUnit,
  insertUnit,
  readUnit,
  unitOfCompany,
  type NewUnit,
  type UnitChange,
  type UnitRecord,
} from '../../store/master/units';
import type { Scope } from '../../store/scope';

/** A unit as it is shown. */
export interface ShownUnit {
  unit: UnitRecord;
  brokers: BrokerAccount[];
}

const shown = async (db: Queries, unit: UnitRecord): Promise<ShownUnit> => ({
  unit,
  brokers: (await brokersOf(db, [unit.id])).get(unit.id) ?? [],
});

/** @throws Problem 404 for a unit that is unknown, another tenant's, or outside the caller's list */
export async function requireUnitRecord(db: Queries, scope: Scope, unitId: string, lock = false): Promise<UnitRecord> {
  const unit = await readUnit(db, scope, unitId, lock);
  if (!unit) throw new Problem('BUSINESS_UNIT_NOT_FOUND');
  return unit;
}

export const findShownUnit = async (db: Queries, scope: Scope, unitId: string): Promise<ShownUnit> =>
  shown(db, await requireUnitRecord(db, scope, unitId));

const companyTaken = (): Problem =>
  new Problem('ALREADY_EXISTS', 'Another business unit has this company number.', {
    errors: [violation('ALREADY_EXISTS', 'belongs to another business unit', ['data', 'companyNo'])],
  });

/**
 * Makes a unit with its broker accounts; the same request again is answered with the unit as it is.
 *
 * @throws Problem `ALREADY_EXISTS` where the id or the company number is taken
 */
export async function makeUnit(
  db: Database,
  unit: NewUnit,
  brokers: readonly NewBrokerAccount[],
  isRepeat: boolean,
): Promise<ShownUnit & { created: boolean }> {
  return db.transaction(async (tx) => {
    const scope = { orgId: unit.orgId, businessUnitIds: [unit.id] };
    const created = await insertUnit(tx, unit);
    if (created) await replaceBrokers(tx, unit.id, brokers);
    const standing = await readUnit(tx, scope, unit.id);
    if (!standing && (await unitOfCompany(tx, unit.orgId, unit.companyNo)) !== null) throw companyTaken();
    if (!standing || !(created || isRepeat || standing.digest === unit.digest)) {
      throw new Problem('ALREADY_EXISTS', 'There is a business unit of this id.', {
        errors: [violation('ALREADY_EXISTS', 'belongs to another business unit', ['data', 'businessUnitId'])],
        extra: standing ? { existing: { href: `/business_units/${encodeURIComponent(unit.id)}` } } : {},
      });
    }
    return { ...(await shown(tx, standing)), created };
  });
}

/** Changes what is named of a unit; broker accounts, where they are named, become exactly these. @throws Problem 404, 409 */
export async function updateUnit(
  db: Database,
  scope: Scope,
  unitId: string,
  { brokers, ...change }: UnitChange & { brokers?: readonly NewBrokerAccount[] },
): Promise<ShownUnit> {
  const changed = await db.transaction(async (tx) => {
    const { orgId } = await requireUnitRecord(tx, scope, unitId, true);
    const owner = change.companyNo === undefined ? null : await unitOfCompany(tx, orgId, change.companyNo);
    if (owner !== null && owner !== unitId) throw companyTaken();
    const unit = await changeUnit(tx, unitId, change);
    if (brokers) await replaceBrokers(tx, unitId, brokers);
    return shown(tx, unit);
  });
  forgetUnit(db, unitId);
  return changed;
}

/** @throws Problem 422 for a default building that could not take the orders that name none */
async function requireServing(tx: Queries, unit: UnitRecord, buildingId: string): Promise<void> {
  const refuse = (code: ProblemCode, message: string): Problem =>
    new Problem(code, undefined, { errors: [violation(code, message, ['data', 'defaultBuildingId'])] });
  const serving = (await buildingsOf(tx, unit.id)).find((building) => building.buildingId === buildingId);
  if (serving?.active) return;
  if (serving) throw refuse('BUILDING_INACTIVE', 'The default building takes no new orders.');
  if (await findBuilding(tx, unit.orgId, buildingId))
    throw refuse('BUILDING_NOT_ASSOCIATED', 'The default building does not serve the business unit.');
  throw refuse('UNKNOWN_BUILDING', 'The default building is not known.');
}

/**
 * Changes the settings that are named; orders go by them within seconds, running ones too. @throws Problem 404, 422
 */
export async function updateSettings(
  db: Database,
  scope: Scope,
  unitId: string,
  { kept, ...said }: GeneralSettings,
): Promise<UnitRecord> {
  const changed = await db.transaction(async (tx) => {
    const unit = await requireUnitRecord(tx, scope, unitId, true);
    if (said.defaultBuildingId) await requireServing(tx, unit, said.defaultBuildingId);
    const settings = { ...unit.settings, ...said, kept: { ...unit.settings.kept, ...kept } };
    return changeUnit(tx, unitId, { settings });
  });
  forgetUnit(db, unitId);
  return changed;
}
