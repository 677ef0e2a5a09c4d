import { digestOf } from '../../contract/common/digest';
import { dataOf } from '../../contract/common/list';
import { violationsOf } from '../../contract/common/violations';
import { ShownSkuBatch, SkuBatch, SkuBatchResult, SkuRequest, toSkuDocument } from '../../contract/umg/master/sku';
import type { StagedRow } from '../../intake/jobs';
import { upsertSkus, type DoneBatch } from '../../intake/master/skuBatch';
import { requireUnitRecord } from '../../intake/master/units';
import type { Violation } from '../../platform/problem';
import type { ApiDeps } from '../deps';
import { UnitPath } from '../params';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';

/** A thousand products with long descriptions. */
const LIMIT_BYTES = 16 * 1024 * 1024;

const keyOf = (sent: unknown): string | null => {
  const skuId = (sent as { skuId?: unknown } | null)?.skuId;
  return typeof skuId === 'string' ? skuId.slice(0, 60) : null;
};

/** A product of a batch as a row of its job; one whose form is wrong fails with what is wrong. */
function rowOf(sent: unknown): StagedRow {
  const row = { line: null, key: keyOf(sent), raw: null };
  const read = SkuRequest.safeParse(sent);
  if (!read.success) return { ...row, payload: sent, errors: violationsOf(read.error, []) };
  return { ...row, payload: toSkuDocument(read.data) };
}

const inWords = (errors: readonly Violation[]): string =>
  errors.map(({ field, message }) => `${field} ${message}`.trim()).join('; ');

const render = ({ job: { jobId, counts }, failed }: DoneBatch) => ({
  jobId,
  processed: counts.total - counts.pending,
  total: counts.total,
  created: counts.created,
  updated: counts.updated,
  unchanged: counts.replayed + counts.duplicate,
  failedSkus: failed.map(({ key, position, errors }) => ({ skuId: key, index: position, message: inWords(errors) })),
});

/** `POST …/skus/batch`: created or replaced by SKU, all in one answer. */
export const productBatchRoute = (deps: ApiDeps): Route =>
  route({
    method: 'post',
    path: '/business_units/{businessUnitId}/skus/batch',
    id: 'batchUploadSkus',
    summary: 'Create or replace up to 1,000 products; those that are wrong fail alone',
    tag: 'Products',
    access: { scope: 'catalog:write' },
    params: UnitPath,
    body: dataOf(SkuBatch),
    shownBody: dataOf(ShownSkuBatch),
    bodyLimitBytes: LIMIT_BYTES,
    responses: { 200: dataOf(SkuBatchResult) },
    problems: [404],
  })(async (call) => {
    const principal = bearerOf(call);
    const { id: businessUnitId, orgId } = await requireUnitRecord(deps.db, principal, call.params.businessUnitId);
    const sha256 = call.idempotency ? digestOf(['sku batch', call.cause]) : null;
    const rows = call.body.data.map(rowOf);
    const batch = { orgId, businessUnitId, createdBy: principal.clientId, rows, sha256 };
    return { status: 200, body: { data: render(await upsertSkus(deps, batch)) } };
  });
