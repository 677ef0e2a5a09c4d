import { listOf } from '../../contract/common/list';
import {
  BuildingLotStatistics,
  BuildingLotStatisticsQuery,
  BuildingSkuStatistics,
  BuildingSkuStatisticsQuery,
  LotStatistics,
  LotStatisticsQuery,
  SkuStatistics,
  SkuStatisticsQuery,
} from '../../contract/umg/inventory';
import { expirationDates } from '../../store/stock/lots';
import {
  readStatistics,
  type Statistics,
  type StatisticsGroup,
  type StatisticsKey,
} from '../../store/stock/statistics';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { listReply } from '../paging';
import { route, type Route } from '../route';
import { demandOf } from './demand';
import { fromTextPlace, openList, path, shared, textPlace, type ListQuery } from './reading';
import { renderFigures } from './render';

interface StatisticsCall extends CallContext {
  params: { businessUnitId: string };
  query: ListQuery & StatisticsGroup & { sortField: StatisticsKey };
}

/** Beside the figures of a page: dates of lots, or what is expected and backordered. */
async function besides(
  { db }: ApiDeps,
  businessUnitId: string,
  keys: readonly StatisticsKey[],
  rows: readonly Statistics[],
) {
  if (keys.includes('lotNumber')) {
    const lots = rows.map(({ group }) => ({ skuId: group.skuId ?? '', lot: group.lotNumber ?? '' }));
    const dateOf = await expirationDates(db, businessUnitId, lots);
    return ({ group }: Statistics) => ({
      expirationDate: dateOf(group.skuId ?? '', group.lotNumber ?? ''),
      quantityExpected: 0,
      quantityBackordered: 0,
    });
  }
  const demand = await demandOf(db, businessUnitId, rows.map(({ group }) => group)); // prettier-ignore
  return (row: Statistics) => ({ expirationDate: undefined, ...demand(row) });
}

/** One page of a view. Rows have the members of every view; the view's schema takes its own. */
async function answer(deps: ApiDeps, call: StatisticsCall, view: string, keys: readonly StatisticsKey[]) {
  const { businessUnitId, place, sign, direction } = await openList(deps, call, view);
  const { skuId, lotNumber, buildingId, sortField } = call.query;
  const sorted = [sortField, ...keys.filter((key) => key !== sortField)];
  const page = await readStatistics(
    deps.db,
    businessUnitId,
    { skuId, lotNumber, buildingId },
    { ...place, keys: sorted, direction, after: fromTextPlace<StatisticsGroup>(place) },
  );
  const beside = await besides(deps, businessUnitId, keys, page.rows);
  return listReply(call.url, { ...page, next: textPlace(page.next) }, place, sign, (row) => ({
    skuId: '',
    lotNumber: '',
    buildingId: '',
    ...row.group,
    ...renderFigures(row),
    ...beside(row),
  }));
}

/** What lies where, in four views of one ledger. */
export const statisticsRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...shared,
    path: path('skus'),
    id: 'listInventoryBySku',
    summary: 'What is on hand, by SKU',
    query: SkuStatisticsQuery,
    responses: { 200: listOf(SkuStatistics) },
  })((call) => answer(deps, call, 'skus', ['skuId'])),
  route({
    ...shared,
    path: path('lots'),
    id: 'listInventoryByLot',
    summary: 'What is on hand, by SKU and lot',
    query: LotStatisticsQuery,
    responses: { 200: listOf(LotStatistics) },
  })((call) => answer(deps, call, 'lots', ['skuId', 'lotNumber'])),
  route({
    ...shared,
    path: path('buildings/skus'),
    id: 'listInventoryBySkuAndBuilding',
    summary: 'What is on hand, by SKU and building',
    query: BuildingSkuStatisticsQuery,
    responses: { 200: listOf(BuildingSkuStatistics) },
  })((call) => answer(deps, call, 'buildings/skus', ['skuId', 'buildingId'])),
  route({
    ...shared,
    path: path('buildings/lots'),
    id: 'listInventoryByLotAndBuilding',
    summary: 'What is on hand, by SKU, lot and building',
    query: BuildingLotStatisticsQuery,
    responses: { 200: listOf(BuildingLotStatistics) },
  })((call) => answer(deps, call, 'buildings/lots', ['skuId', 'lotNumber', 'buildingId'])),
];
