import { z } from 'zod';
import { required } from '../../contract/common/fields';
import { dataOf } from '../../contract/common/list';
import { Empty } from '../../contract/umg/confirmations';
import { parseSkuJob, renderSku } from '../../contract/umg/master/renderSku';
import { ProductAcknowledgement, ProductPullQuery, Sku } from '../../contract/umg/master/sku';
import { FINAL_STATUSES } from '../../contract/umg/toCallbacks';
import { acknowledgeSkus } from '../../intake/master/skus';
import { Problem } from '../../platform/problem';
import { findByCompanyNo } from '../../store/businessUnits';
import { findSku, unacknowledgedSkus } from '../../store/master/products';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { senderOf } from '../sender';
import { bearerOf } from '../tenant';

/** What ERPs and warehouses fetch of the catalogue, and what they say to it. */
export const productExchangeRoutes = (deps: ApiDeps): Route[] => [
  route({
    method: 'get',
    path: '/getProductInfo/{company_no}/products',
    id: 'pullProducts',
    summary: 'Products whose last change is not acknowledged yet, oldest first; or one product in any state',
    tag: 'Warehouse',
    access: { scope: 'catalog:read' },
    params: z.object({ company_no: required(60) }),
    query: ProductPullQuery,
    responses: { 200: dataOf(z.array(Sku)) },
    problems: [404],
  })(async (call) => {
    const unit = await findByCompanyNo(deps.db, bearerOf(call), call.params.company_no);
    if (!unit) throw new Problem('BUSINESS_UNIT_NOT_FOUND');
    const { skuId, limit } = call.query;
    const one = skuId === undefined ? null : await findSku(deps.db, unit.id, skuId);
    const products = skuId === undefined ? await unacknowledgedSkus(deps.db, unit.id, limit) : one ? [one] : [];
    return { status: 200, body: { data: products.map(renderSku) } };
  }),
  route({
    method: 'post',
    path: '/productAck',
    id: 'acknowledgeProducts',
    summary: 'An ERP or warehouse answers the products of a job',
    tag: 'Warehouse',
    access: { scope: 'wms:callback', orSignature: true },
    body: dataOf(ProductAcknowledgement),
    responses: { 200: Empty },
    problems: [404],
  })(async (call) => {
    const { jobId, status, failedSkus: failed = [] } = call.body.data;
    const job = parseSkuJob(jobId) ?? { jobId };
    const isFinal = FINAL_STATUSES.includes(status?.toUpperCase());
    await acknowledgeSkus(deps.db, senderOf(call, ['wms']).scope, { job, failed, isFinal });
    return { status: 200, body: {} };
  }),
];
