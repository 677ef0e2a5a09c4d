import { dataOf } from '../../contract/common/list';
import { SalesOrderCreateAsyncJob } from '../../contract/umg/bulkJob';
import { BulkRetryQuery } from '../../contract/umg/bulkQueries';
import { controlJob, retryFailed } from '../../intake/jobs';
import { jobReply, REPLAYED, requireJob, startedReply, unitScope } from '../bulk/jobs';
import type { ApiDeps } from '../deps';
import { BulkJobPath } from '../params';
import { FOLLOW_UP } from '../responseHeaders';
import { route, type Route } from '../route';
import { bearerOf, requireUnit } from '../tenant';

const PATH = '/business_units/{businessUnitId}/sales_orders/bulk/{bulkJobId}';
const shared = {
  method: 'post',
  tag: 'Imports',
  access: { scope: 'orders:bulk' },
  params: BulkJobPath,
  problems: [404],
} as const;

const ACTIONS = [
  { action: 'pause', summary: 'Pause an import after the page it is at' },
  { action: 'resume', summary: 'Go on with a paused import' },
  { action: 'cancel', summary: 'Cancel an import: what is created stays, the rest is skipped' },
] as const;

/** What can be asked of an import. */
export const bulkControlRoutes = (deps: ApiDeps): Route[] => [
  ...ACTIONS.map(({ action, summary }) =>
    route({
      ...shared,
      path: `${PATH}/${action}`,
      id: `${action}SalesOrderImport`,
      summary,
      responses: { 200: dataOf(SalesOrderCreateAsyncJob) },
    })(async (call) => {
      const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
      const { jobId } = await requireJob(deps, unit, call.params.bulkJobId);
      return jobReply(deps, 200, await controlJob(deps, jobId, action, unitScope(unit)));
    }),
  ),
  route({
    ...shared,
    path: `${PATH}/retry_failed`,
    id: 'retryFailedSalesOrders',
    summary: 'An import of the failed rows that may succeed now, or of all; asked again it is the same one',
    problems: [404, 410],
    query: BulkRetryQuery,
    responses: { 202: dataOf(SalesOrderCreateAsyncJob) },
    sends: { 202: [...FOLLOW_UP, 'Idempotent-Replayed?'] },
  })(async (call) => {
    const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
    const { jobId } = await requireJob(deps, unit, call.params.bulkJobId);
    const kept = call.idempotency?.resource?.split('/').at(-1);
    if (kept) return startedReply(deps, await requireJob(deps, unit, kept));
    const createdBy = bearerOf(call).clientId;
    const options = { all: call.query.all === 'true', createdBy, scope: unitScope(unit) };
    const { job, repeated } = await retryFailed(deps, jobId, options);
    return startedReply(deps, job, repeated ? REPLAYED : {});
  }),
];
