import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';

/** Any constant of our own: all processes that migrate one database wait for each other on it. */
const LOCK = 7_295_114_003;
const FOLDER = path.join(__dirname, 'migrations');

interface Migration {
  name: string;
  sql: string;
  hash: string;
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function apply(client: Client, { name, sql, hash }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (name, hash) values ($1, $2)', [name, hash]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Brings the database to the current schema; several processes may call it at once. Answers the names of the
 * migrations that it applied.
 *
 * @throws Error when the database has a migration that this release lacks or holds with other content
 */
export async function migrate(url: string, folder = FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'waybill-migrate',
  });
  client.on('error', () => undefined); // a loss of the connection rejects the query that runs
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      `create table if not exists schema_migrations
         (name text primary key, hash text not null, applied_at timestamptz(3) not null default now())`,
    );
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from schema_migrations');
    const known = new Map(migrations.map((migration) => [migration.name, migration.hash]));
    for (const { name, hash } of rows) {
      if (!known.has(name)) throw new Error(`The database is newer than this release: it has migration ${name}.`);
      if (known.get(name) !== hash) throw new Error(`Migration ${name} was changed after it had been applied.`);
    }
    const due = migrations.filter(({ name }) => !rows.some((row) => row.name === name));
    for (const migration of due) await apply(client, migration);
    return due.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
