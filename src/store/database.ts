import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { Client, Pool, type ClientConfig, type PoolClient } from 'pg';
import { createRecent, type Recent } from './recent';
import * as schema from './schema';
import { endWhenSilent } from './silence';

/** What a query runs on: the database itself or a transaction of it. */
export type Queries = PgDatabase<NodePgQueryResultHKT, typeof schema> & {
  pool?: Pool;
  /** A transaction's connection, which keeps statements prepared by name as the pool's do; a savepoint has none. */
  client?: PoolClient;
};

export interface Database extends Queries {
  /** For statements that are kept prepared by name. */
  pool: Pool;
  /** Master data that was read a moment ago. */
  recent: Recent;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 3_000;
/** For a connection of the pool while all are in use: a burst that waits its turn does not mean that the database is away. */
const QUEUE_TIMEOUT_MS = 6_000;

/** The pool has one time limit for both; the one to connect is the shorter. */
class ConnectingClient extends Client {
  constructor(config?: ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  }
}

/** A new connection has to read the catalogue and plan every statement again: the first orders after a pause would pay for that. */
export const IDLE_TIMEOUT_MS = 10 * 60_000;
/** How long work on the database may take, milliseconds. */
export interface DatabaseLimits {
  /** Of one statement; enforced by the server. */
  statementMs: number;
  /** After which a silent server counts as gone; later than the former, so that it meets only a frozen one. */
  silentMs: number;
}
const LIMITS: DatabaseLimits = { statementMs: 30_000, silentMs: 35_000 };
/** For a process whose caller waits for the answer: told within ten seconds that the database is away. */
export const ANSWERING: DatabaseLimits = { statementMs: 6_000, silentMs: 7_000 };
const IDLE_IN_TRANSACTION_MS = 30_000;

/**
 * Opens a pool of at most `poolSize` connections; connects when first used. A lost server fails the queries in
 * flight and nothing else: the pool connects again for the next one.
 */
export function openDatabase(url: string, poolSize = 10, limits = LIMITS): Database {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'waybill',
    connectionTimeoutMillis: QUEUE_TIMEOUT_MS,
    Client: ConnectingClient,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    statement_timeout: limits.statementMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
  });
  // Without a listener the loss of a connection would end the process: the pool reports idle connections, each
  // client its own loss while a transaction holds it. The query that suffers rejects by itself.
  const ignore = () => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  endWhenSilent(pool, limits.silentMs);
  let closing: Promise<void> | undefined;
  return Object.assign(drizzle(pool, { schema }), {
    pool,
    transaction: transactionOn(pool),
    recent: createRecent(),
    close: () => (closing ??= pool.end()),
  });
}

/** Drizzle's own keeps the connection out of the pool for ever when it breaks before the transaction has begun. */
const transactionOn =
  (pool: Pool): Queries['transaction'] =>
  async (work, config) => {
    const client = await pool.connect();
    try {
      const named: typeof work = (tx) => work(Object.assign(tx, { client }));
      return await drizzle(client, { schema }).transaction(named, config);
    } finally {
      client.release();
    }
  };
