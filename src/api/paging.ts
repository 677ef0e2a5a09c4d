import { isTooDeep } from '../contract/common/list';
import { Problem } from '../platform/problem';
import { readCursor, writeCursor, type Position } from './cursor';

export interface PageQuery {
  limit: number;
  offset: number;
  cursor?: string;
}

export interface PagePlace {
  limit: number;
  offset: number;
  after?: Position;
}

interface Found<T> {
  rows: T[];
  next: Position | null;
  total: number;
  totalIsEstimate: boolean;
}

/** What a cursor is bound to: everything that chooses rows, the path's parts included. */
export interface CursorSigner {
  filter: unknown;
  secret: string;
}

/**
 * Where a list is to begin. A cursor wins over an offset.
 * @throws Problem 400 for an offset too deep, or a cursor of another list
 */
export function placeOf(query: PageQuery, { filter, secret }: CursorSigner): PagePlace {
  const { limit, offset, cursor } = query;
  if (cursor !== undefined) return { limit, offset: 0, after: readCursor(cursor, filter, secret) };
  requireShallow(offset);
  return { limit, offset };
}

/** @throws Problem 400 */
export function requireShallow(offset: number): void {
  if (isTooDeep(offset)) throw new Problem('OFFSET_TOO_DEEP');
}

/** A list's body and its `Link` header; `url` is that of the request. */
export function listReply<T, W>(url: string, page: Found<T>, at: PagePlace, sign: CursorSigner, render: (row: T) => W) {
  const nextCursor = page.next && writeCursor(page.next, sign.filter, sign.secret);
  const { limit, offset } = at;
  const meta = { limit, offset, total: page.total, nextCursor, totalIsEstimate: page.totalIsEstimate };
  return {
    status: 200 as const,
    body: { data: page.rows.map(render), meta },
    headers: nextCursor ? linkTo(url, { cursor: nextCursor }) : undefined,
  };
}

/** As `listReply`, for a short list that has no cursor. */
export function offsetReply<T, W>(
  url: string,
  page: { rows: T[]; total: number },
  at: PagePlace,
  render: (row: T) => W,
) {
  const { limit, offset } = at;
  const end = offset + page.rows.length;
  const meta = { limit, offset, total: page.total, nextCursor: null, totalIsEstimate: false };
  return {
    status: 200 as const,
    body: { data: page.rows.map(render), meta },
    headers: end < page.total ? linkTo(url, { offset: String(end) }) : undefined,
  };
}

/** A `Link` header to the next page: the same request with another place. */
export function linkTo(url: string, place: Record<string, string>): { Link: string } {
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('offset');
  for (const [name, value] of Object.entries(place)) parameters.set(name, value);
  return { Link: `<${path}?${parameters.toString()}>; rel="next"` };
}
