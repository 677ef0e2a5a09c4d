import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { Client } from 'pg';
import { migrate } from '../../src/store/migrate';
import * as schema from '../../src/store/schema';
import { adminUrl } from '../harness/database';

const MIGRATIONS = path.join(__dirname, '../../src/store/migrations');

describe('migrations', () => {
  const name = `migrate_${randomBytes(6).toString('hex')}`;
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  let folder: string;
  let client: Client;

  const onServer = async (sql: string): Promise<void> => {
    const server = new Client({ connectionString: adminUrl() });
    await server.connect();
    await server.query(sql);
    await server.end();
  };

  beforeAll(async () => {
    await onServer(`create database ${name}`);
    folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
    await cp(MIGRATIONS, folder, { recursive: true });
    client = new Client({ connectionString: url.href });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await rm(folder, { recursive: true });
    await onServer(`drop database ${name} with (force)`);
  });

  test('four processes at once apply each migration once', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url.href, folder)));
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations order by name');
    expect(applied.flat().sort()).toEqual(rows.map((row) => row.name));
    expect(rows.length).toBeGreaterThan(3);
  });

  test('a migrated database is left alone', async () => {
    expect(await migrate(url.href, folder)).toEqual([]);
  });

  test('the schema that queries are built from is the migrated one', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name || '.' || column_name || ' ' || is_nullable as name from information_schema.columns
        where table_schema = 'public' and table_name <> 'schema_migrations'`,
    );
    const declared = Object.values(schema)
      .filter((value) => typeof value === 'object' && !Array.isArray(value))
      .map((table) => getTableConfig(table as PgTable))
      .flatMap((table) =>
        table.columns.map((column) => `${table.name}.${column.name} ${column.notNull ? 'NO' : 'YES'}`),
      );
    expect(declared.sort()).toEqual(rows.map((row) => row.name).sort());
  });

  test('a migration that fails leaves nothing behind and is tried again', async () => {
    const file = path.join(folder, '9000_broken.sql');
    await writeFile(file, 'create table half (id integer); select nonsense;');
    await expect(migrate(url.href, folder)).rejects.toThrow('Migration 9000_broken.sql failed');
    await writeFile(file, 'create table half (id integer);');
    expect(await migrate(url.href, folder)).toEqual(['9000_broken.sql']);
  });

  test('a migration that was changed after it ran is refused', async () => {
    await writeFile(path.join(folder, '9000_broken.sql'), 'create table other (id integer);');
    await expect(migrate(url.href, folder)).rejects.toThrow('9000_broken.sql was changed after it had been applied');
  });

  test('a database of a newer release is refused', async () => {
    await rm(path.join(folder, '9000_broken.sql'));
    await expect(migrate(url.href, folder)).rejects.toThrow('The database is newer than this release');
  });
});
