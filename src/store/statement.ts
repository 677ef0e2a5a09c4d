import { sql } from 'drizzle-orm';
import type { QueryResultRow } from 'pg';
import type { Queries } from './database';

/**
 * A statement that a connection parses once and then knows by its name; `$1`, `$2` … are its values.
 *
 * A list of thousands is joined by keys that come with each item, also what all items share (a job, a business unit).
 * Compared with a value, a table that was not analyzed since the job or unit is new looks like one row of it, and
 * PostgreSQL goes through the whole list for every row there is.
 */
export interface Statement {
  name: string;
  text: string;
}

/**
 * A statement whose `$1` is a list as JSON, in two forms of one text: `limit` is `limit 1` for a list of one. PostgreSQL
 * takes every such list to have a hundred rows and reads whole tables for it while they are small; told that there is
 * one, it goes by the index. `text` puts `limit` behind `from jsonb_to_recordset($1::jsonb) as t (…)`.
 */
export function onList(name: string, text: (limit: string) => string): (list: readonly unknown[]) => Statement {
  const one = { name: `${name}/one`, text: text('limit 1') };
  const many = { name, text: text('') };
  return (list) => (list.length === 1 ? one : many);
}

/** Runs a statement and answers its rows. Within a savepoint it is parsed each time. */
export async function run<Row extends QueryResultRow>(
  db: Queries,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const connection = db.pool ?? db.client;
  if (connection) return (await connection.query<Row>({ name, text, values: [...values] })).rows;
  const parts = text
    .split(/\$(\d+)/)
    .map((part, at) => (at % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`));
  return (await db.execute(sql.join(parts))).rows as Row[];
}

/** A query that is built once for each database (or transaction) it runs on; `build` names it with `.prepare(name)`. */
export function prepared<Query>(build: (db: Queries) => Query): (db: Queries) => Query {
  const known = new WeakMap<Queries, Query>();
  return (db) => {
    const query = known.get(db) ?? build(db);
    known.set(db, query);
    return query;
  };
}
