import type { Home } from '../../dev/home';
import { startPostgres, type PostgresServer } from '../../dev/postgres/server';
import { makeTemplate } from './template';
import { makeTestHome, removeTestHome } from './testHome';

/** The one PostgreSQL server of a test run; jest loads set-up and teardown apart, so it hangs on the process. */
const run = globalThis as typeof globalThis & { waybillDatabase?: { server: PostgresServer; home: Home } };

/** Starts it unless another project of this run has; tests find it in `WAYBILL_TEST_DATABASE_URL`. */
export async function startDatabaseServer(): Promise<void> {
  if (run.waybillDatabase) return;
  const home = makeTestHome();
  const server = await startPostgres(home);
  run.waybillDatabase = { server, home };
  process.env.WAYBILL_TEST_DATABASE_URL = server.url('postgres');
  try {
    await makeTemplate(server.url('postgres'));
  } catch (error) {
    // jest runs no teardown when a set-up fails.
    await stopDatabaseServer();
    throw error;
  }
}

export async function stopDatabaseServer(): Promise<void> {
  if (!run.waybillDatabase) return;
  const { server, home } = run.waybillDatabase;
  delete run.waybillDatabase;
  await server.stop(5_000);
  removeTestHome(home);
}
