import { asc, desc, sql, type AnyColumn, type SQL } from 'drizzle-orm';

/** By which member a list is sorted, as its caller asks. */
export interface Sorting<Field extends string> {
  sortField: Field;
  sortDirection: 'ASC' | 'DESC';
}

/** A page of a short list, by offset. */
export interface OffsetPage {
  limit: number;
  offset?: number;
}

export const ordered = (column: AnyColumn | SQL, { sortDirection }: Sorting<string>): SQL =>
  sortDirection === 'ASC' ? asc(column) : desc(column);

/** Rows whose column has the text somewhere in it, in any case; all rows where there is no text. */
export function containing(column: AnyColumn | SQL, part: string | undefined): SQL | undefined {
  return part === undefined ? undefined : sql`${column} ilike ${`%${part.replace(/[\\%_]/g, '\\$&')}%`}`;
}
