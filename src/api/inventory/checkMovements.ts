import { violation, type Violation } from '../../contract/common/problem';
import type { InventoryMovement } from '../../contract/umg/inventory';
import { Problem } from '../../platform/problem';
import { findBuilding, recentBuildings } from '../../store/buildings';
import { recentUnits } from '../../store/businessUnits';
import { isWithin, type Scope } from '../../store/scope';
import { recentSkus } from '../../store/skus';
import { stockedSkus } from '../../store/stock/known';
import type { ApiDeps } from '../deps';
import { requireNone } from '../requireRules';

/** What the ledger counts in. */
const UNIT = 'EA';

const at = (place: number, member: string) => ['data', place, member] as const;

/** @throws Problem 404 that names each business unit which is unknown, or not the sender's */
async function requireUnits({ db }: ApiDeps, scope: Scope, sent: readonly InventoryMovement[]): Promise<string[]> {
  const named = [...new Set(sent.map(({ businessUnitId }) => businessUnitId))];
  const units = await recentUnits(db, named);
  const own = new Set(units.flatMap(({ id, orgId }) => (isWithin(scope, { orgId, businessUnitId: id }) ? [id] : [])));
  const errors = sent.flatMap(({ businessUnitId: id }, place) =>
    own.has(id)
      ? []
      : [violation('BUSINESS_UNIT_NOT_FOUND', `Business unit ${id} is not known.`, at(place, 'businessUnitId'))],
  );
  if (errors.length > 0) throw new Problem('BUSINESS_UNIT_NOT_FOUND', errors[0]?.message, { errors });
  return named;
}

/** What one business unit has of the names that movements use. */
async function namesOf({ db }: ApiDeps, orgId: string, unit: string, sent: readonly InventoryMovement[]) {
  const own = sent.filter(({ businessUnitId }) => businessUnitId === unit);
  const buildings = [
    ...new Set(own.flatMap(({ buildingId, toBuildingId }) => [buildingId, toBuildingId ?? buildingId])),
  ];
  const skus = [...new Set(own.map(({ skuId }) => skuId))];
  const [serving, selling] = await Promise.all([recentBuildings(db, unit, buildings), recentSkus(db, unit, skus)]);
  const others = buildings.filter((id) => !serving.has(id));
  const found = await Promise.all(others.map((id) => findBuilding(db, orgId, id)));
  const stocked = await stockedSkus(db, unit, skus.filter((id) => !selling.has(id))); // prettier-ignore
  return {
    serves: (id: string) => serving.has(id),
    exists: (id: string) => found.some((building) => building?.buildingId === id),
    hasSku: (id: string) => selling.has(id) || stocked.has(id),
  };
}
type Names = Awaited<ReturnType<typeof namesOf>>;

function violationsOf(sent: InventoryMovement, place: number, names: Names): Violation[] {
  const { businessUnitId: unit, skuId, quantityMeasure } = sent;
  const building = (member: 'buildingId' | 'toBuildingId'): Violation[] => {
    const id = sent[member];
    if (id === undefined || names.serves(id)) return [];
    return names.exists(id)
      ? [
          violation(
            'BUILDING_NOT_ASSOCIATED',
            `Building ${id} does not serve business unit ${unit}.`,
            at(place, member),
          ),
        ]
      : [violation('UNKNOWN_BUILDING', `Building ${id} is not known.`, at(place, member))];
  };
  const words = `SKU ${skuId} is not known to business unit ${unit}.`;
  return [
    ...building('buildingId'),
    ...building('toBuildingId'),
    ...(names.hasSku(skuId) ? [] : [violation('UNKNOWN_SKU', words, at(place, 'skuId'))]),
    ...(quantityMeasure === UNIT
      ? []
      : [
          violation(
            'BUSINESS_RULE_VIOLATED',
            `The ledger counts single units (${UNIT}).`,
            at(place, 'quantityMeasure'),
          ),
        ]),
  ];
}

/** @throws Problem 404 or 422: every name that is not known, so that the whole list is refused together */
export async function requireKnown(deps: ApiDeps, scope: Scope, sent: readonly InventoryMovement[]): Promise<void> {
  const units = await requireUnits(deps, scope, sent);
  const names = new Map<string, Names>();
  for (const unit of units) names.set(unit, await namesOf(deps, scope.orgId, unit, sent));
  requireNone(
    sent.flatMap((movement, place) => {
      const known = names.get(movement.businessUnitId);
      return known ? violationsOf(movement, place, known) : [];
    }),
  );
}
