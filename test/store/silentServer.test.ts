import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { databaseProblem } from '../../src/platform/databaseProblem';
import { openDatabase, type Database } from '../../src/store/database';
import { testDatabase, type TestDatabase } from '../harness/database';

/** Between us and the server, like a line on which suddenly nothing moves any more. */
async function lineTo(url: string) {
  const target = new URL(url);
  const { hostname, port } = target;
  const sockets: Socket[] = [];
  let silent = false;
  const server = createServer((ours) => {
    const theirs = connect(Number(port), hostname);
    for (const socket of [ours, theirs]) socket.on('error', () => undefined).on('close', () => ours.destroy());
    ours.on('data', (data) => silent || theirs.write(data)).on('close', () => theirs.destroy());
    theirs.on('data', (data) => silent || ours.write(data));
    sockets.push(ours, theirs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.href,
    freeze: (on: boolean) => void (silent = on),
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a server that has gone silent on open connections', () => {
  let database: TestDatabase;
  let line: Awaited<ReturnType<typeof lineTo>>;
  let db: Database;
  beforeAll(async () => {
    database = await testDatabase();
    line = await lineTo(database.url);
    db = openDatabase(line.url, 3, { statementMs: 800, silentMs: 1000 });
  });
  afterAll(async () => {
    await db.close();
    await line.close();
    await database.drop();
  });

  const one = () => db.execute(sql`select 1 as one`);
  const inTransaction = () => db.transaction((tx) => tx.execute(sql`select 1 as one`));
  /** How long the work took to fail, and as what. */
  async function failing(work: () => Promise<unknown>): Promise<[number, string | undefined]> {
    const began = Date.now();
    const error = await work().then(
      () => 'it did not fail',
      (err: unknown) => err,
    );
    return [Date.now() - began, databaseProblem(error)?.code];
  }

  test('is "unavailable" as soon as its time is up, in a transaction too, and no connection is lost to the pool', async () => {
    await Promise.all([one(), one(), inTransaction()]);
    line.freeze(true);
    for (const work of [one, inTransaction, one, inTransaction]) {
      const [ms, code] = await failing(work);
      expect(code).toBe('DATABASE_UNAVAILABLE');
      expect(ms).toBeLessThan(3500);
    }
    const crowd = await Promise.all(Array.from({ length: 12 }, () => failing(inTransaction)));
    for (const [ms, code] of crowd) expect([code, ms < 7000]).toEqual(['DATABASE_UNAVAILABLE', true]);
    line.freeze(false);
    await Promise.all(Array.from({ length: 12 }, inTransaction));
    expect(db.pool.totalCount).toBeLessThanOrEqual(3);
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
  }, 40_000);

  test('is not one that thinks: a statement within its limit is waited for, a connection may rest', async () => {
    await db.execute(sql`select pg_sleep(0.7)`);
    await one();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await one()).rows).toEqual([{ one: 1 }]);
    expect(await failing(() => db.execute(sql`select pg_sleep(2)`))).toEqual([
      expect.any(Number),
      'DATABASE_UNAVAILABLE',
    ]);
  });
});
