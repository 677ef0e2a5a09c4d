import type { z } from 'zod';
import { required } from '../../contract/common/fields';
import { endOf, startOf } from '../../contract/common/instants';
import { dataOf, listOf } from '../../contract/common/list';
import { inboundDetail, inboundHeader, inboundRequest } from '../../contract/umg/inboundDocument';
import { inboundPath, INBOUND_VOCABULARY } from '../../contract/umg/inboundKinds';
import { inboundListQuery, type InboundListInput } from '../../contract/umg/inboundQueries';
import type { InboundKey, InboundKind, InboundStatus } from '../../domain/inbound';
import { listInbound } from '../../store/inbound';
import type { ApiDeps } from '../deps';
import { listReply, placeOf } from '../paging';
import { UnitPath } from '../params';
import { requireSameKeys } from '../requireRules';
import { route, type Route } from '../route';
import { bearerOf, requireUnit } from '../tenant';
import { checkedContent, commandOnInbound, detailOf, headersOf, requireInbound } from './document';

const STATUSES: Record<'O' | 'C', InboundStatus[]> = {
  O: ['CREATED', 'SENT_TO_WMS', 'RECEIVING'],
  C: ['CLOSED', 'CANCELLED'],
};

/** What all routes of one kind share: schemas, made once, and the way from a path to a key. */
export function partsOf(kind: InboundKind) {
  const { segment, numberField, name, tag } = INBOUND_VOCABULARY[kind];
  const collection = `/business_units/{businessUnitId}/${segment}`;
  const detail = dataOf(inboundDetail(kind));
  return {
    collection,
    one: `${collection}/{${numberField}}`,
    params: UnitPath.extend({ [numberField]: required(80) }) as unknown as z.ZodType<Record<string, string>>,
    keyOf: (params: Record<string, string>): InboundKey => ({
      businessUnitId: params['businessUnitId'] ?? '',
      kind,
      number: params[numberField] ?? '',
    }),
    name,
    numberField,
    detail,
    read: { tag, access: { scope: 'inbound:read' }, problems: [404] } as const,
    write: { tag, access: { scope: 'inbound:write' }, problems: [404] } as const,
  };
}
export type KindParts = ReturnType<typeof partsOf>;

/** List, get, create, replace and cancel, in the words of one kind. */
export function documentRoutes(deps: ApiDeps, kind: InboundKind, parts: KindParts): Route[] {
  const { collection, one, params, keyOf, name, numberField, detail, read, write } = parts;
  const { title, createPath } = INBOUND_VOCABULARY[kind];
  const secret = deps.config?.tokenSecret;
  const body = dataOf(inboundRequest(kind, 'create'));

  const create = (path: string, id: string) =>
    route({
      ...write,
      method: 'post',
      path,
      id,
      summary: `Create ${title}; the same again is answered with what it is now`,
      params: UnitPath,
      body,
      responses: { 200: detail },
      sends: { 200: ['Location'] },
    })(async (call) => {
      const unit = await requireUnit(deps, bearerOf(call), call.params.businessUnitId);
      const input = call.body.data;
      const key = { businessUnitId: unit.id, kind, number: String(input[numberField]) };
      const { document, content } = await checkedContent(deps, unit.orgId, key, input);
      const about = { orgId: unit.orgId, document };
      const { row } = await commandOnInbound(deps, call, key, { type: 'create', ...content }, about);
      const headers = { Location: inboundPath(key) };
      return { status: 200, body: { data: await detailOf(deps, row) }, headers };
    });

  return [
    ...(createPath ? [create(createPath, `create${name}ByOddPath`)] : []),
    create(collection, `create${name}`),
    route({
      ...read,
      method: 'get',
      path: collection,
      id: `list${name}s`,
      summary: 'Headers, newest first',
      params: UnitPath,
      query: inboundListQuery(kind),
      responses: { 200: listOf(inboundHeader(kind)) },
      sends: { 200: ['Link?'] },
    })(async (call) => {
      const principal = bearerOf(call);
      const { businessUnitId } = call.params;
      await requireUnit(deps, principal, businessUnitId);
      const { limit: _limit, offset: _offset, cursor: _cursor, ...filter } = call.query as InboundListInput;
      const sign = { filter: { list: collection, businessUnitId, ...filter }, secret };
      const at = placeOf(call.query, sign);
      const { status, buildingId, skuId, fromDate, toDate, sortDirection } = filter as InboundListInput;
      const wanted = {
        kind,
        status: status && STATUSES[status],
        buildingId,
        skuId,
        number: filter[numberField] as string | undefined,
        createdFrom: startOf(fromDate) ?? undefined,
        createdTo: endOf(toDate) ?? undefined,
      };
      const scope = { ...principal, businessUnitIds: [businessUnitId] };
      const direction = sortDirection === 'ASC' ? 'asc' : 'desc';
      const page = await listInbound(deps.db, scope, wanted, { ...at, direction });
      const rows = await headersOf(deps, page.rows);
      return listReply(call.url, { ...page, rows }, at, sign, (row) => row);
    }),
    route({
      ...read,
      method: 'get',
      path: one,
      id: `get${name}`,
      summary: `Read ${title} with what has come of it`,
      params,
      responses: { 200: detail },
    })(async (call) => {
      const row = await requireInbound(deps, call, keyOf(call.params));
      return { status: 200, body: { data: await detailOf(deps, row) } };
    }),
    route({
      ...write,
      method: 'put',
      path: one,
      id: `update${name}`,
      summary: 'Replace header and lines; what has come stays',
      params,
      body: dataOf(inboundRequest(kind, 'replace')),
      responses: { 200: detail },
    })(async (call) => {
      const key = keyOf(call.params);
      const { orgId } = await requireInbound(deps, call, key);
      const input = call.body.data;
      requireSameKeys([[key.number, input[numberField] as string | undefined, ['data', numberField]]]);
      const { document, content } = await checkedContent(deps, orgId, key, input);
      const { row } = await commandOnInbound(deps, call, key, { type: 'update', ...content }, { orgId, document });
      return { status: 200, body: { data: await detailOf(deps, row) } };
    }),
    route({
      ...write,
      method: 'delete',
      path: one,
      id: `cancel${name}`,
      summary: 'Cancel; once goods have come it can only be closed',
      params,
      responses: { 200: detail },
    })(async (call) => {
      const key = keyOf(call.params);
      const { orgId } = await requireInbound(deps, call, key);
      const { row } = await commandOnInbound(deps, call, key, { type: 'cancel' }, { orgId });
      return { status: 200, body: { data: await detailOf(deps, row) } };
    }),
  ];
}
