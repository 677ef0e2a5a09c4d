import type { OrderFacts } from '../domain/order';
import type { Violation } from '../platform/problem';
import { buildingsOf, findBuilding } from '../store/buildings';
import { findBusinessUnits, type BusinessUnit } from '../store/businessUnits';
import type { Queries } from '../store/database';
import { knownSkus } from '../store/skus';
import type { NewOrder } from './types';

/** What the orders of one business unit are checked against. */
export interface MasterData {
  unit: BusinessUnit;
  buildingIds: ReadonlySet<string>;
  /** Of the SKUs that the orders name, those the unit has. */
  skuIds: ReadonlySet<string>;
}

/** Loads the master data that a list of orders needs, by business unit; an unknown unit is left out. */
export async function masterDataFor(db: Queries, orders: readonly NewOrder[]): Promise<Map<string, MasterData>> {
  const named = new Map<string, Set<string>>();
  for (const { businessUnitId, facts } of orders) {
    const skuIds = named.get(businessUnitId) ?? new Set();
    for (const line of facts.lines) skuIds.add(line.skuId);
    named.set(businessUnitId, skuIds);
  }
  const load = async (unit: BusinessUnit): Promise<[string, MasterData]> => {
    const [buildings, skuIds] = await Promise.all([
      buildingsOf(db, unit.id),
      knownSkus(db, unit.id, [...(named.get(unit.id) ?? [])]),
    ]);
    return [unit.id, { unit, buildingIds: new Set(buildings.map((building) => building.buildingId)), skuIds }];
  };
  const units = await findBusinessUnits(db, [...named.keys()]);
  return new Map(await Promise.all(units.map(load)));
}

/** Every rule of business that an order breaks, one entry each, in the words of the order's own document. */
export async function violationsOf(db: Queries, order: NewOrder, data: MasterData): Promise<Violation[]> {
  if (order.parent !== undefined) return [];
  return [...(await buildingViolation(db, order, data)), ...skuViolations(order.facts, data)];
}

async function buildingViolation(db: Queries, order: NewOrder, { buildingIds }: MasterData): Promise<Violation[]> {
  const { buildingId } = order.facts;
  if (buildingId === null || buildingIds.has(buildingId)) return [];
  const known = (await findBuilding(db, order.orgId, buildingId)) !== null;
  const at = { field: 'data.requestedBuildingId', pointer: '#/data/requestedBuildingId' };
  return known
    ? [{ code: 'BUILDING_NOT_ASSOCIATED', message: 'The building does not serve the business unit.', ...at }]
    : [{ code: 'UNKNOWN_BUILDING', message: 'The building is not known.', ...at }];
}

const skuViolations = (facts: OrderFacts, { skuIds }: MasterData): Violation[] =>
  facts.lines.flatMap(({ skuId, lineNumber }, at) =>
    skuIds.has(skuId)
      ? []
      : [
          {
            code: 'UNKNOWN_SKU',
            message: 'The SKU is not known to the business unit.',
            field: `data.orderLines[${at}].skuId`,
            pointer: `#/data/orderLines/${at}/skuId`,
            line: lineNumber,
          },
        ],
  );
