import type { z } from 'zod';
import { listOf } from '../../contract/common/list';
import { InboundEventView, ReceiptListQuery } from '../../contract/umg/inboundQueries';
import { EventListQuery } from '../../contract/umg/queries';
import { ReceiptLineDetail } from '../../contract/umg/receipt';
import { renderReceiptLine } from '../../contract/umg/renderInbound';
import { listInboundEvents, listReceiptLines } from '../../store/inbound';
import type { ApiDeps } from '../deps';
import { linkTo, listReply, placeOf } from '../paging';
import { route, type Route } from '../route';
import { commandOnInbound, detailOf, requireInbound } from './document';
import type { KindParts } from './routes';

/** What has come of a document, its end by a person's word, and its timeline. */
export function receiptRoutes(deps: ApiDeps, { one, params, keyOf, name, detail, read, write }: KindParts): Route[] {
  return [
    route({
      ...read,
      method: 'get',
      path: `${one}/receipt_lines`,
      id: `list${name}ReceiptLines`,
      summary: 'What came, one entry per receipt, line, lot and condition',
      params,
      query: ReceiptListQuery,
      responses: { 200: listOf(ReceiptLineDetail) },
      sends: { 200: ['Link?'] },
    })(async (call) => {
      const key = keyOf(call.params);
      const { documentId } = await requireInbound(deps, call, key);
      const direction = call.query.sortDirection === 'ASC' ? 'asc' : 'desc';
      const sign = { filter: { list: one, key, direction }, secret: deps.config.tokenSecret };
      const at = placeOf(call.query, sign);
      const page = await listReceiptLines(deps.db, documentId, { ...at, direction });
      return listReply(call.url, page, at, sign, (record) => renderReceiptLine(key, record));
    }),
    route({
      ...write,
      method: 'post',
      path: `${one}/close`,
      id: `close${name}`,
      summary: 'Nothing more is to come',
      params,
      responses: { 200: detail },
    })(async (call) => {
      const key = keyOf(call.params);
      const { orgId } = await requireInbound(deps, call, key);
      const { row } = await commandOnInbound(deps, call, key, { type: 'close' }, { orgId });
      return { status: 200, body: { data: await detailOf(deps, row) } };
    }),
    route({
      ...read,
      method: 'get',
      path: `${one}/events`,
      id: `list${name}Events`,
      summary: 'Timeline, oldest first, one event per sequence',
      params,
      query: EventListQuery,
      responses: { 200: listOf(InboundEventView) },
      sends: { 200: ['Link?'] },
    })(async (call) => {
      const { documentId } = await requireInbound(deps, call, keyOf(call.params));
      const { rows, total } = await listInboundEvents(deps.db, documentId, call.query);
      const last = rows.at(-1);
      const headers = last && last.sequence < total ? linkTo(call.url, { after: String(last.sequence) }) : undefined;
      const data = rows.map(({ sequence, type, at, actor, data: facts }): z.input<typeof InboundEventView> => ({
        sequence,
        type,
        at,
        actor,
        data: facts,
      }));
      const meta = { limit: call.query.limit, offset: 0, total, nextCursor: null, totalIsEstimate: false };
      return { status: 200, body: { data, meta }, headers };
    }),
  ];
}
