import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import * as schema from './schema';

/** What a query runs on: the database itself or a transaction of it. */
export type Queries = PgDatabase<NodePgQueryResultHKT, typeof schema>;

export interface Database extends Queries {
  /** For statements that are kept prepared by name. */
  pool: Pool;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 3_000;
/** Enforced by the server; the client's own limit is later and only meets a server that has vanished. */
const STATEMENT_TIMEOUT_MS = 30_000;
const QUERY_TIMEOUT_MS = 35_000;
const IDLE_IN_TRANSACTION_MS = 30_000;

/**
 * Opens a pool of at most `poolSize` connections; connects when first used. A lost server fails the queries in
 * flight and nothing else: the pool connects again for the next one.
 */
export function openDatabase(url: string, poolSize = 10): Database {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'waybill',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
  });
  // Without a listener the loss of a connection would end the process: the pool reports idle connections, each
  // client its own loss while a transaction holds it. The query that suffers rejects by itself.
  const ignore = () => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  let closing: Promise<void> | undefined;
  return Object.assign(drizzle(pool, { schema }), {
    pool,
    close: () => (closing ??= pool.end()),
  });
}
