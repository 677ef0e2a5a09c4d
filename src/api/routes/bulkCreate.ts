import { dataOf } from '../../contract/common/list';
import { digestOf } from '../../contract/common/digest';
import { SalesOrderCreateAsyncJob } from '../../contract/umg/bulkJob';
import { BulkCreateQuery } from '../../contract/umg/bulkQueries';
import { BulkUploads } from '../../contract/umg/bulkUploads';
import { createJob, type NewJob } from '../../intake/jobs';
import { claimKey, KeptJob } from '../bulk/claimKey';
import { REPLAYED, requireJob, startedReply } from '../bulk/jobs';
import { openBody } from '../bulk/openBody';
import type { ApiDeps } from '../deps';
import { keyOf } from '../middleware/idempotencyKey';
import { UnitPath } from '../params';
import { FOLLOW_UP } from '../responseHeaders';
import { route, type Route } from '../route';
import { bearerOf, requireUnit } from '../tenant';

/** `POST …/sales_orders/bulk`: accepted once every row is stored; the import runs behind the answer. */
export const bulkCreateRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/business_units/{businessUnitId}/sales_orders/bulk',
    id: 'importSalesOrders',
    summary: 'Import sales orders from JSON, NDJSON or CSV; the same file again is the same job',
    tag: 'Imports',
    access: { scope: 'orders:bulk' },
    params: UnitPath,
    query: BulkCreateQuery,
    uploads: BulkUploads,
    responses: { 202: dataOf(SalesOrderCreateAsyncJob) },
    sends: { 202: FOLLOW_UP },
    problems: [404, 413, 415],
  })(async (call) => {
    const { clientId: createdBy, orgId } = bearerOf(call);
    const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
    const { fileName = null, ...params } = call.query;
    const key = keyOf(call.incoming, orgId);
    const { rows, source } = openBody(call.incoming, fileName);
    const job: NewJob = { kind: 'sales_orders', orgId, businessUnitId: unit.id, params, createdBy, rows, source };
    const within: NewJob['within'] = async (tx, made) => {
      if (key) await claimKey(tx, { ...key, fingerprint: digestOf([call.query, made.source.sha256]) }, made);
    };
    try {
      const created = await createJob(deps, { ...job, within });
      return await startedReply(deps, created.job, created.repeated ? REPLAYED : {});
    } catch (err) {
      if (!(err instanceof KeptJob)) throw err;
      const kept = await requireJob(deps, unit, err.path.split('/').at(-1) ?? '');
      return startedReply(deps, kept, REPLAYED);
    }
  });
