import { ensureDatabase } from '../../dev/postgres/database';
import { migrate } from '../../src/store/migrate';

/** The migrated database that `testDatabase` copies. */
export const TEMPLATE = 'waybill_template';

/** The same server, another database. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Makes the template; `adminUrl` points to any database of the server. */
export async function makeTemplate(adminUrl: string): Promise<void> {
  await ensureDatabase(adminUrl, TEMPLATE);
  await migrate(databaseUrl(adminUrl, TEMPLATE));
}
