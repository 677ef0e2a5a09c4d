import { openDatabase } from '../../src/store/database';
import { operator } from '../harness/admin';
import { ownUnit } from '../life/ownUnit';
import { openProcesses } from '../life/process';
import { demo, startLife, type Life } from '../life/support';

const admin = operator(demo);
const temporal = openProcesses();
const db = openDatabase(demo.databaseUrl, 1);
afterAll(async () => {
  await temporal.close();
  await db.close();
});

const runOf = async (life: Life): Promise<string> => (await temporal.handle(life).describe()).runId;

/** The mark of the Temporal in which it was started. */
async function markOf(life: Life): Promise<string | null> {
  const { rows } = await db.pool.query('select started_in from orders where order_number = $1', [life.number]);
  return rows[0].started_in;
}

/** An order that waits for the warehouse without a deadline: nothing would ever look at it. */
async function waitsWithoutDeadline(unit: string): Promise<Life> {
  const life = await startLife({}, { suffix: '-NOSHIP', unit });
  expect((await life.reaches('ACKNOWLEDGED')).waiting).toMatchObject({ on: 'wms', nextDeadline: null });
  return life;
}

describe('npm run admin -- restart-workflows', () => {
  it('lets an order go on whose workflow an operator has terminated', async () => {
    const unit = await ownUnit({});
    const [ended, runs] = await Promise.all([waitsWithoutDeadline(unit), waitsWithoutDeadline(unit)]);
    const before = await runOf(runs);
    await temporal.handle(ended).terminate('by hand, in the UI');
    await temporal.ended(ended);
    expect(await admin(`restart-workflows --unit ${unit} --missing`)).toBe(
      'Open orders: 2; workflows terminated: 0, started: 1.',
    );
    expect((await temporal.handle(ended).describe()).status.name).toBe('RUNNING');
    expect(await runOf(runs)).toBe(before);
    await Promise.all([ended.deed('ship'), runs.deed('ship')]);
    for (const life of [ended, runs]) await life.reaches('SHIPPED');
  });

  it('ends what runs and starts it again from its row, with a mark that is true', async () => {
    const unit = await ownUnit({});
    const life = await waitsWithoutDeadline(unit);
    const before = [await runOf(life), await markOf(life), await life.read()];
    const said = await admin(`restart-workflows --order ${unit}/${life.number}`);
    expect(said).toBe('Open orders: 1; workflows terminated: 1, started: 1.');
    for (let left = 100; (await markOf(life)) === null && left > 0; left -= 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await runOf(life)).not.toBe(before[0]);
    expect([await markOf(life), await life.read()]).toEqual(before.slice(1));
    await life.deed('ship');
    await life.reaches('SHIPPED');
    expect(await life.types()).not.toContain('restored');
    await expect(admin(`restart-workflows --order ${unit}/${life.number}`)).rejects.toThrow('is closed');
  });

  it('leaves a drop that was under way to its new workflow, which makes it once', async () => {
    const unit = await ownUnit({});
    const life = await startLife({}, { suffix: '-WMSSLOW', unit });
    await life.until(({ wms }) => wms.state === 'sending');
    await admin(`restart-workflows --unit ${unit}`);
    await life.reaches('SHIPPED');
    expect((await life.books()).order.attempts).toHaveLength(1);
  });
});
