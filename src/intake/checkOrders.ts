import type { OrderFacts } from '../domain/order';
import type { Violation } from '../platform/problem';
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

/**
 * The master data that a list of orders needs, by business unit, as it was within the last seconds; an unknown unit is left
 * out. What has been added since is seen: only what was found is remembered.
 */
export async function masterDataFor(db: Database, orders: readonly NewOrder[]): Promise<Map<string, MasterData>> {
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
export async function violationsOf(db: Database, order: NewOrder, data: MasterData): Promise<Violation[]> {
  if (order.parent !== undefined) return [];
  return [...(await buildingViolation(db, order, data)), ...skuViolations(order.facts, data)];
}

async function buildingViolation(db: Database, order: NewOrder, { buildingIds }: MasterData): Promise<Violation[]> {
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
