import { sql } from 'drizzle-orm';
import { databaseProblem } from '../../src/platform/databaseProblem';
import { openDatabase, type Database } from '../../src/store/database';
import { claimOrders } from '../../src/store/orders/claim';
import { listOrders } from '../../src/store/orders/read';
import { openTestDatabase, SCOPE } from './support/fixtures';

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

describe('the connection to PostgreSQL', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterAll(() => opened.close());

  /** As a server that dies looks from outside: every connection but the asking one ends. */
  const cutAll = async (other: Database): Promise<void> => {
    await other.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
  };

  test('its loss fails the work in flight as "unavailable", nothing else, and the next query connects again', async () => {
    const other = openDatabase(opened.url, 1);
    const idle = await Promise.all([1, 2, 3].map(() => opened.db.execute(sql`select 1`)));
    expect(idle).toHaveLength(3);
    const query = failure(opened.db.execute(sql`select pg_sleep(20)`));
    const transaction = failure(
      opened.db.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        await new Promise((resolve) => setTimeout(resolve, 500));
        await tx.execute(sql`select 1`);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await cutAll(other);
    for (const error of await Promise.all([query, transaction]))
      expect(databaseProblem(error)).toMatchObject({ code: 'DATABASE_UNAVAILABLE', status: 503 });
    expect((await opened.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    await other.close();
  });

  test('a server that is not there is "unavailable" within seconds, for every way to ask', async () => {
    const db = openDatabase('postgres://nobody:secret@127.0.0.1:1/none', 2);
    const errors = await Promise.all([
      failure(claimOrders(db, [{ businessUnitId: 'A', orderNumber: 'B' }])),
      failure(listOrders(db, SCOPE, {}, { limit: 1 })),
      failure(db.transaction(async () => undefined)),
    ]);
    for (const error of errors) expect(databaseProblem(error)).toMatchObject({ retryable: true, retryAfterSeconds: 2 });
    await db.close();
  });

  test('it can be closed twice', async () => {
    const db = openDatabase(opened.url, 1);
    await Promise.all([db.close(), db.close()]);
  });

  test('a mistake of ours is not "unavailable"', async () => {
    expect(databaseProblem(await failure(opened.db.execute(sql`select nonsense`)))).toBeNull();
  });
});
