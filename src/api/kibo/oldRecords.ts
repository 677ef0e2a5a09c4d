import { z } from 'zod';
import { MonthsPath } from '../../contract/kibo/deletes';
import { JobId } from '../../contract/kibo/queue';
import { Problem } from '../../platform/problem';
import { recentFirstBuilding } from '../../store/buildings';
import { emptySince } from '../../store/stock/read';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, spec, tenantOf } from './call';
import { queueJob } from './submit';

/** The moment so many months ago. */
function monthsAgo(months: number): string {
  const then = new Date();
  then.setUTCMonth(then.getUTCMonth() - months);
  return then.toISOString();
}

/**
 * Makes the job that takes away records which stand for nothing any more. The contract knows one job for all locations, so it
 * is the first location's, and its items name their own.
 */
async function removeOld(deps: ApiDeps, call: CallContext, months: number): Promise<{ jobID: number }> {
  const tenant = await tenantOf(deps, call);
  const { id: businessUnitId } = tenant.unit;
  const old = await emptySince(deps.db, businessUnitId, monthsAgo(months));
  const first = old[0] ?? (await recentFirstBuilding(deps.db, businessUnitId));
  if (!first) throw new Problem('NOT_FOUND', 'The tenant has no location.');
  const items = old.map(({ buildingId, skuId, upc }) => ({
    key: upc,
    payload: { product: { sku: skuId }, buildingId, ifEmpty: true },
  }));
  const job = await queueJob(deps, call, tenant, { type: 'DELETE', locationCode: first.buildingId, items });
  return { jobID: job.number };
}

const SUMMARY = 'Remove records without goods to which nothing has happened for some months: a job';

/** Records that stand for nothing any more. */
export const oldRecordRoutes = (deps: ApiDeps): Route[] => [
  route({
    ...spec(MOVE, {
      method: 'delete',
      path: '/v1/deleteOldInventory/{months}',
      id: 'deleteOldInventory',
      summary: SUMMARY,
    }),
    params: MonthsPath,
    responses: { 200: JobId },
    problems: [404],
  })(async (call) => ({ status: 200, body: await removeOld(deps, call, call.params.months) })),

  // The vendor spreads its tenants over silos, with a job in each; here a tenant's records are all in one place.
  route({
    ...spec(MOVE, {
      method: 'delete',
      path: '/v1/deleteOldInventory/allSilo/{months}',
      id: 'deleteAllOldInventory',
      summary: SUMMARY,
    }),
    params: MonthsPath,
    responses: { 200: z.array(JobId) },
    problems: [404],
  })(async (call) => ({ status: 200, body: [await removeOld(deps, call, call.params.months)] })),
];
