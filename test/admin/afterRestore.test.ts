import { reserveSalesOrderNumbers } from '../../src/store/orders/insert';
import { openDatabase, type Database } from '../../src/store/database';
import { operator } from '../harness/admin';
import { testDatabase, type TestDatabase } from '../harness/database';
import { demo, startLife } from '../life/support';

/** Restores of whole databases are in test/faults; here the backup is one from before the first order. */
describe('npm run admin -- after-restore', () => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await testDatabase();
    db = openDatabase(database.url, 1);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  it('moves the numbers ahead, and names what runs and has no row, without touching it', async () => {
    const admin = operator({ ...demo, databaseUrl: database.url });
    const life = await startLife({}, { suffix: '-NOSHIP' });
    const before = await life.reaches('ACKNOWLEDGED');
    let said = '';
    // Temporal's lists are a moment behind.
    for (let left = 10; left > 0 && !said.includes(life.number); left -= 1) said = await admin('after-restore');
    expect(said).toContain('Sales order numbers: the highest here is SO');
    expect(said).toContain('Asked to look at their rows: 0 orders; 0 were running.');
    expect(said).toContain(`\n  ${life.unit} ${life.number}\n`);
    expect(Number((await reserveSalesOrderNumbers(db, 1))[0]?.slice(2))).toBeGreaterThan(1_000_000);
    await life.deed('ship');
    expect((await life.reaches('SHIPPED')).sequence).toBeGreaterThan(before.sequence);
  });

  it('also names what began since the backup and has ended', async () => {
    const admin = operator({ ...demo, databaseUrl: database.url });
    const backupAt = new Date().toISOString();
    const life = await startLife();
    await life.reaches('SHIPPED');
    let said = '';
    for (let left = 10; left > 0 && !said.includes(life.number); left -= 1)
      said = await admin(`after-restore --backup-at ${backupAt} --margin 10 --rate 100`);
    expect(said).toContain(`\n  ${life.unit} ${life.number}\n`);
  });
});
