import { and, asc, gt, sql, type SQL } from 'drizzle-orm';
import type { InboundKey } from '../../domain/inbound';
import type { OrderException } from '../../domain/order';
import type { Queries } from '../database';
import { pageOf, type Keyset } from '../keyset';
import { inboundDocuments } from '../schema';
import { withinScope, type Scope } from '../scope';
import { INBOUND_COLUMNS } from './record';

/** An exception with the inbound document that it belongs to. */
export interface OpenInboundException {
  /** In a list with those of orders: of documents the ids are negative, so that both have one order. */
  place: Keyset;
  key: InboundKey;
  exception: OrderException;
}

const placeId = sql`(-${inboundDocuments.id})`;

/** Open exceptions of the documents in scope, those first whose document changed longest ago; a page holds whole documents. */
export async function listOpenInbound(
  db: Queries,
  scope: Scope,
  { code }: { code?: string },
  { limit, after }: { limit: number; after?: Keyset },
): Promise<{ rows: OpenInboundException[]; next: Keyset | null }> {
  const { updatedAt, openExceptions, state } = inboundDocuments;
  const path = '$.exceptions[*] ? (@.resolvedAt == null && @.code == $code)';
  const where: SQL[] = [...withinScope(scope, inboundDocuments), gt(openExceptions, 0)];
  if (code !== undefined)
    where.push(sql`jsonb_path_exists(${state}, ${path}::jsonpath, jsonb_build_object('code', ${code}::text))`);
  if (after) where.push(sql`(${updatedAt}, ${placeId}) > (${after.at}::timestamptz, ${after.id}::bigint)`);
  const found = await db
    .select(INBOUND_COLUMNS)
    .from(inboundDocuments)
    .where(and(...where))
    .orderBy(asc(updatedAt), asc(placeId))
    .limit(limit + 1);
  const placed = found.map((row) => ({ ...row, place: { at: row.updatedAt, id: -row.documentId } }));
  const { rows, next } = pageOf(placed, limit, ({ place }) => place);
  return {
    rows: rows.flatMap(({ place, state: { key, exceptions } }) =>
      exceptions
        .filter((one) => one.resolvedAt === null && (code ?? one.code) === one.code)
        .map((exception) => ({ place, key, exception })),
    ),
    next,
  };
}
