import { sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { Instant } from '../domain/order';

/** Where a page ended: the next one begins behind it, whatever was inserted meanwhile. */
export interface Keyset {
  /** An instant, or where a list is sorted by a text, that. */
  at: Instant;
  id: number;
}

export type Direction = 'asc' | 'desc';

/** Rows behind `after` in the order of `(at, id)`. */
export function behind(
  after: Keyset,
  at: AnyColumn | SQL,
  id: AnyColumn,
  direction: Direction,
  type: 'timestamptz' | 'text' = 'timestamptz',
): SQL {
  const row = sql`(${after.at}::${sql.raw(type)}, ${after.id}::bigint)`;
  return direction === 'asc' ? sql`(${at}, ${id}) > ${row}` : sql`(${at}, ${id}) < ${row}`;
}

/** Splits `limit + 1` rows that were read into a page and the place where the next begins; null at the end. */
export function pageOf<T>(rows: T[], limit: number, place: (row: T) => Keyset): { rows: T[]; next: Keyset | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? place(last) : null };
}
