import { randomBytes } from 'node:crypto';
import { onDatabase } from '../../dev/postgres/database';
import { databaseUrl, TEMPLATE } from './template';

export interface TestDatabase {
  url: string;
  /** Removes it, also under open connections. */
  drop(): Promise<void>;
}

/** Address of the server's own database: for tests that make or break whole databases. */
export function adminUrl(): string {
  const url = process.env.WAYBILL_TEST_DATABASE_URL;
  if (!url) throw new Error('no test database: run through jest, in a project with a database (see jest.config.js)');
  return url;
}

/** A migrated, empty database for one test file, copied from a template in some 30 ms. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onDatabase(adminUrl(), (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  const drop = (): Promise<void> =>
    onDatabase(adminUrl(), async (client) => void (await client.query(`drop database if exists ${name} with (force)`)));
  return { url: databaseUrl(adminUrl(), name), drop };
}
