import { renderRecord, type InventoryRecord } from '../../contract/kibo/inventory';
import type { ProductNames } from '../../domain/stock';
import { buildingsOf, type Building } from '../../store/buildings';
import { resolveProducts } from '../../store/stock/ensure';
import { futureOf } from '../../store/stock/future';
import type { ProductPlace } from '../../store/stock/hold';
import { readStock } from '../../store/stock/read';
import type { ApiDeps } from '../deps';
import type { Tenant } from './call';

export interface Locations {
  whitelist?: readonly string[] | null;
  blacklist?: readonly string[] | null;
}

/** The buildings of a business unit that a call asks about. */
export async function locationsOf(
  { db }: ApiDeps,
  { unit }: Tenant,
  { whitelist, blacklist }: Locations,
): Promise<Building[]> {
  const all = await buildingsOf(db, unit.id);
  return all.filter(
    ({ buildingId }) =>
      (!whitelist || whitelist.length === 0 || whitelist.includes(buildingId)) && !blacklist?.includes(buildingId),
  );
}

/** The products that names stand for, in some buildings; a product that is named twice comes once. */
export async function placesOf(
  { db }: ApiDeps,
  { unit }: Tenant,
  names: readonly ProductNames[],
  buildings: readonly Building[],
): Promise<ProductPlace[]> {
  const wanted = buildings.flatMap(({ buildingId }) =>
    names.map(({ sku, upc, partNumber }) => ({ sku, upc, partNumber, buildingId })),
  );
  const skus = await resolveProducts(db, unit.id, wanted);
  const places = wanted.flatMap(({ buildingId }, at) => {
    const skuId = skus.get(at);
    return skuId === undefined ? [] : [{ buildingId, skuId }];
  });
  return [...new Map(places.map((place) => [JSON.stringify([place.buildingId, place.skuId]), place])).values()];
}

const countryOf = ({ address }: Building): string | null =>
  typeof address.country === 'string' ? address.country : null;

/** The records of some products, as the wire shows them. */
export async function recordsOf(
  deps: ApiDeps,
  tenant: Tenant,
  names: readonly ProductNames[],
  where: Locations,
): Promise<InventoryRecord[]> {
  const buildings = await locationsOf(deps, tenant, where);
  const places = await placesOf(deps, tenant, names, buildings);
  const [stock, future] = await Promise.all([
    readStock(deps.db, tenant.unit.id, places),
    futureOf(deps.db, tenant.unit.id, [...new Set(places.map(({ skuId }) => skuId))]),
  ]);
  return stock.flatMap((one) => {
    const building = buildings.find(({ buildingId }) => buildingId === one.buildingId);
    if (!building) return [];
    const expected = future.filter(({ buildingId, skuId }) => buildingId === one.buildingId && skuId === one.skuId);
    const { tenantID } = tenant;
    return [renderRecord(one, expected, { tenantID, locationName: building.name, countryCode: countryOf(building) })];
  });
}
