import { acceptOrders } from '../../src/intake/acceptOrders';
import { createHousekeeping } from '../../src/intake/housekeeping';
import { createLeader } from '../../src/intake/leader';
import { receiveCallbacks } from '../../src/intake/receive';
import { runSweeper } from '../../src/intake/sweeper';
import { createThrottle } from '../../src/intake/throttle';
import { findUnmarked } from '../../src/store/orders/start';
import { keyOf, openWorld, ORG, request, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('who sweeps', () => {
  it('is one process at a time, and another when that one resigns', async () => {
    const [first, second] = [createLeader(world.db, 1), createLeader(world.db, 1)];
    expect(await first.leads()).toBe(true);
    expect(await second.leads()).toBe(false);
    expect(await first.leads()).toBe(true);
    first.resign();
    await expect(eventually(() => second.leads())).resolves.toBe(true);
    second.resign();
  });

  it('notices that its connection is gone', async () => {
    const leader = createLeader(world.db, 2);
    await leader.leads();
    await world.db.pool.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 2 and pid <> pg_backend_pid()`,
    );
    await eventually(async () => !(await leader.leads()));
    expect(await eventually(() => leader.leads())).toBe(true);
    leader.resign();
  });
});

describe('the sweeper', () => {
  it('survives that Temporal is down and stops at once when told', async () => {
    await acceptOrders(world, [request('S-1')]);
    await world.db.pool.query(`update orders set created_at = created_at - interval '1 minute'`);
    const sweeper = runSweeper({ ...world, mapAnew: async () => [], jobRowsKeptMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await sweeper.stop();
    expect(await findUnmarked(world.db, { namespaceId: 'ns', olderThanMs: 10_000, limit: 10 })).toHaveLength(1);
  });

  it('makes a dead letter of a message whose order never came, and keeps it', async () => {
    await receiveCallbacks(world, {
      source: 'wms-1',
      messages: [
        {
          messageId: 'late',
          digest: 'd',
          orgId: ORG,
          key: keyOf('NEVER'),
          callback: { type: 'pick_started' },
          actor: 'wms',
          body: {},
        },
      ],
    });
    await world.db.pool.query(`update inbox set expires_at = now() - interval '1 second'`);
    await createHousekeeping({ ...world, jobRowsKeptMs: 1 })();
    const { rows } = await world.db.pool.query(`select state, parked_reason from inbox where id = 'wms-1:late'`);
    expect(rows).toEqual([{ state: 'discarded', parked_reason: expect.stringContaining('None came in time') }]);
  });
});

describe('the throttle', () => {
  it('lets the same row be poked ever more rarely, up to a limit', () => {
    const throttle = createThrottle(10, 40);
    const taken = Array.from({ length: 200 }, (_, at) => at).filter((at) => throttle.take('row', at));
    expect(taken).toEqual([0, 10, 30, 70, 110, 150, 190]);
    expect(throttle.take('other', 1)).toBe(true);
  });
});

async function eventually(check: () => Promise<boolean>): Promise<boolean> {
  for (let left = 50; left > 0; left -= 1) {
    if (await check()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
