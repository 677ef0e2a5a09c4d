import type { OrderFacts } from '../domain/order';
import type { Violation } from '../platform/problem';
import { violation } from '../platform/violation';
import { findBuilding, recentBuildings } from '../store/buildings';
import { recentUnits, type BusinessUnit } from '../store/businessUnits';
import type { Database } from '../store/database';
import { recentSkus } from '../store/skus';
import type { NewOrder } from './types';

/** What the orders of one business unit are checked against. */
export interface MasterData {
  unit: BusinessUnit;
  /** Of the buildings that the orders name, those that serve the unit. */
  buildingIds: ReadonlySet<string>;
  /** Of the SKUs that the orders name, those the unit has. */
  skuIds: ReadonlySet<string>;
}

/** What of an order, or of another document with goods for a building, is held against master data. */
export interface Checked extends Pick<NewOrder, 'orgId' | 'businessUnitId' | 'parent'> {
  facts: { buildingId: string | null; lines: readonly Pick<OrderFacts['lines'][number], 'skuId' | 'lineNumber'>[] };
}

/** What the members of a document are called that name its building and its lines. */
export interface MemberNames {
  building: string;
  lines: string;
}
const OF_ORDERS: MemberNames = { building: 'requestedBuildingId', lines: 'orderLines' };

/**
 * The master data that a list of orders needs, by business unit, as it was within the last seconds; an unknown unit is left
 * out. What has been added since is seen: only what was found is remembered.
 */
export async function masterDataFor(db: Database, orders: readonly Checked[]): Promise<Map<string, MasterData>> {
  const load = async (unit: BusinessUnit): Promise<[string, MasterData]> => {
    const facts = orders.filter((order) => order.businessUnitId === unit.id).map((order) => order.facts);
    const named = new Set(facts.flatMap(({ buildingId }) => buildingId ?? []));
    const skus = new Set(facts.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)));
    const [buildingIds, skuIds] = await Promise.all([
      recentBuildings(db, unit.id, [...named]),
      recentSkus(db, unit.id, [...skus]),
    ]);
    return [unit.id, { unit, buildingIds, skuIds }];
  };
  const units = await recentUnits(
    db,
    orders.map((order) => order.businessUnitId),
  );
  return new Map(await Promise.all(units.map(load)));
}

/** Every rule of business that an order breaks, one entry each, in the words of the order's own document. */
export async function violationsOf(
  db: Database,
  order: Checked,
  data: MasterData,
  names: MemberNames = OF_ORDERS,
): Promise<Violation[]> {
  if (order.parent !== undefined) return [];
  return [...(await buildingViolation(db, order, data, names)), ...skuViolations(order.facts, data, names)];
}

async function buildingViolation(
  db: Database,
  { orgId, facts: { buildingId } }: Checked,
  { buildingIds }: MasterData,
  names: MemberNames,
): Promise<Violation[]> {
  if (buildingId === null || buildingIds.has(buildingId)) return [];
  const known = (await findBuilding(db, orgId, buildingId)) !== null;
  const path = ['data', names.building];
  return known
    ? [violation('BUILDING_NOT_ASSOCIATED', 'The building does not serve the business unit.', path)]
    : [violation('UNKNOWN_BUILDING', 'The building is not known.', path)];
}

const skuViolations = (facts: Checked['facts'], { skuIds }: MasterData, names: MemberNames): Violation[] =>
  facts.lines.flatMap(({ skuId, lineNumber }, at) => {
    const path = ['data', names.lines, at, 'skuId'];
    const message = 'The SKU is not known to the business unit.';
    return skuIds.has(skuId) ? [] : [violation('UNKNOWN_SKU', message, path, lineNumber)];
  });
