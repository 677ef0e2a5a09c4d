import type { z } from 'zod';
import { digestOf } from '../../contract/common/digest';
import { startOf } from '../../contract/common/instants';
import { dataOf, listOf } from '../../contract/common/list';
import { renderSku, skuDocument } from '../../contract/umg/master/renderSku';
import { Sku, SkuListQuery, SkuPatch, SkuReplacement, SkuRequest, toSkuDocument } from '../../contract/umg/master/sku';
import { requireUnitRecord } from '../../intake/master/units';
import { changeSku, makeSku, requireSku } from '../../intake/master/skus';
import { listProducts, type Product } from '../../store/master/products';
import type { ApiDeps } from '../deps';
import { listReply, placeOf } from '../paging';
import { SkuPath, UnitPath } from '../params';
import { requireSameKeys } from '../requireRules';
import { route, type Route } from '../route';
import { bearerOf } from '../tenant';
import { createdReply } from './created';

const LIST = '/business_units/{businessUnitId}/skus';
const list = { path: LIST, tag: 'Products', params: UnitPath, problems: [404] } as const;
const one = { path: `${LIST}/{skuId}`, tag: 'Products', params: SkuPath, problems: [404] } as const;
const answers = { 200: dataOf(Sku) };

const listRoute = (deps: ApiDeps): Route =>
  route({
    ...list,
    method: 'get',
    id: 'listSkus',
    summary: 'Products of a business unit',
    access: { scope: 'catalog:read' },
    query: SkuListQuery,
    responses: { 200: listOf(Sku) },
    sends: { 200: ['Link?'] },
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    const { limit: _limit, offset: _offset, cursor: _cursor, sortField, sortDirection, ...asked } = call.query;
    const filter = { ...asked, updatedSince: startOf(asked.updatedSince) ?? undefined };
    const sorting = { sortField, sortDirection };
    const sign = { filter: { list: 'skus', id, ...filter, ...sorting }, secret: deps.config.tokenSecret };
    const place = placeOf(call.query, sign);
    const page = await listProducts(deps.db, id, filter, { ...place, ...sorting });
    return listReply(call.url, page, place, sign, renderSku);
  });

const createRoute = (deps: ApiDeps): Route =>
  route({
    ...list,
    method: 'post',
    id: 'createSku',
    summary: 'Create a product; the same again answers 200',
    access: { scope: 'catalog:write' },
    body: dataOf(SkuRequest),
    responses: { ...answers, 201: dataOf(Sku) },
    sends: { 200: ['Idempotent-Replayed'], 201: ['Location'] },
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    const { data } = call.body;
    const isRepeat = Boolean(call.idempotency?.replayed);
    const wanted = { document: toSkuDocument(data), digest: digestOf(data), isRepeat };
    const { product, created } = await makeSku(deps.db, id, wanted);
    const href = `/business_units/${encodeURIComponent(id)}/skus/${encodeURIComponent(product.skuId)}`;
    return createdReply(call, renderSku(product), { isNew: created, href });
  });

const readRoute = (deps: ApiDeps): Route =>
  route({
    ...one,
    method: 'get',
    id: 'getSku',
    summary: 'One product',
    access: { scope: 'catalog:read' },
    responses: answers,
  })(async (call) => {
    const { id } = await requireUnitRecord(deps.db, bearerOf(call), call.params.businessUnitId);
    return { status: 200, body: { data: renderSku(await requireSku(deps.db, id, call.params.skuId)) } };
  });

/** What a patch makes of a product: null takes a member away. */
const patched = (standing: Product, sent: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ ...skuDocument(standing), ...sent, skuId: standing.skuId }).filter(([, value]) => value !== null),
  );

type SkuBody = Record<string, unknown> & { skuId?: string };

/** The two ways to change a product differ in the body they take and in what becomes of members that are not named. */
const changeRoute = (
  deps: ApiDeps,
  spec: { method: 'patch' | 'put'; id: string; summary: string; body: z.ZodType<SkuBody> },
  merge: (standing: Product, sent: Record<string, unknown>) => Record<string, unknown>,
): Route =>
  route({ ...one, ...spec, access: { scope: 'catalog:write' }, body: dataOf(spec.body), responses: answers })(
    async (call) => {
      const { businessUnitId, skuId } = call.params;
      const { id } = await requireUnitRecord(deps.db, bearerOf(call), businessUnitId);
      await requireSku(deps.db, id, skuId);
      const { data } = call.body;
      requireSameKeys([[skuId, data.skuId, ['data', 'skuId']]]);
      const product = await changeSku(deps.db, id, skuId, (standing) => merge(standing, toSkuDocument(data)));
      return { status: 200, body: { data: renderSku(product) } };
    },
  );

/** What a unit sells. */
export const productRoutes = (deps: ApiDeps): Route[] => [
  listRoute(deps),
  createRoute(deps),
  readRoute(deps),
  changeRoute(
    deps,
    { method: 'patch', id: 'patchSku', summary: 'Change what is named; null takes a member away', body: SkuPatch },
    patched,
  ),
  changeRoute(
    deps,
    { method: 'put', id: 'replaceSku', summary: 'Replace a product as a whole', body: SkuReplacement },
    ({ skuId }, sent) => ({ ...sent, skuId }),
  ),
];
