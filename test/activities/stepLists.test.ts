import { tryStep } from '../../src/activities/tryStep';
import type { StepTry } from '../../src/activities/tryStep';
import type { ActivityDeps } from '../../src/activities/deps';
import { createDirectory } from '../../src/activities/directory';
import { policyOf } from '../../src/domain/order';
import { acceptOrders } from '../../src/intake/acceptOrders';
import { saveConnection } from '../../src/store/connections';
import { claimOrders } from '../../src/store/orders/claim';
import { findOrders } from '../../src/store/orders/read';
import { keyOf, openWorld, ORG, request } from '../intake/world';
import type { World } from '../intake/world';
import { SECRET, startWorld } from '../sandbox/world';
import type { TestWorld } from '../sandbox/world';

describe('a step over a list of orders', () => {
  let world: World;
  let warehouse: TestWorld;
  let deps: ActivityDeps;
  beforeAll(async () => {
    [world, warehouse] = await Promise.all([openWorld(), startWorld()]);
    await warehouse.control('/profile', { manual: true });
    const { id, url, credential } = warehouse.connection('wms');
    const wms = { id, orgId: ORG, kind: 'wms' as const, buildingId: null, scac: null, url, credential };
    await saveConnection(world.db, { ...wms, signingSecret: SECRET, active: true });
    const { db, policy, log } = world;
    deps = { db, policy, log, partners: warehouse.partners, directory: createDirectory(db), intake: { db, policy } };
  });
  afterAll(() => Promise.all([world.close(), warehouse.stop()]));

  /** Accepts orders and takes them over as a job page does. */
  async function claimed(numbers: string[]): Promise<StepTry[]> {
    const shipTo = { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode: 'LS1 4AB' };
    await acceptOrders(
      { db: world.db, policy: world.policy },
      numbers.map((number) => request(number, { document: { customerOrderNumber: number, shipTo } })),
    );
    const { claimed: all } = await claimOrders(world.db, numbers.map(keyOf), { leaseMs: 15_000 });
    return all.map(({ orderId, fence, state, settings }) => {
      return { orderId, fence, state, attempt: 1, policy: policyOf('b2c', settings, world.policy) };
    });
  }

  const now = () => new Date().toISOString();

  test('a hundred orders are released with one call to the warehouse', async () => {
    const numbers = Array.from({ length: 100 }, (_, i) => `L-${i}`);
    const calls = jest.spyOn(warehouse.partners.wms, 'drop');
    const answers = await tryStep(deps, 'release', await claimed(numbers), now());
    expect(calls).toHaveBeenCalledTimes(1);
    expect(answers.every(({ then }) => then === 'go_on')).toBe(true);
    const rows = await findOrders(world.db, numbers.map(keyOf));
    expect(rows.map(({ status, state }) => [status, state.wms.state])).toEqual(numbers.map(() => ['RELEASED', 'sent']));
    const { body } = await warehouse.control('/orders/BU01/L-99');
    expect(body.wms.orders).toMatchObject([{ attempts: [{ attempt: 1 }] }]);
  });

  test('an order that somebody else has taken over is left alone, the others go on', async () => {
    const tries = await claimed(['M-1', 'M-2']);
    await world.db.pool.query('update orders set leased_until = null');
    await claimOrders(world.db, [keyOf('M-2')]);
    const answers = await tryStep(deps, 'release', tries, now());
    expect(answers.map(({ then }) => then)).toEqual(['go_on', 'reload']);
    const [, second] = await findOrders(world.db, ['M-1', 'M-2'].map(keyOf));
    expect(second?.status).toBe('CREATED');
  });

  test('while the warehouse is down the intent stands, the call is left to the long retry, and a repeat makes no second order', async () => {
    await warehouse.control('/faults', { wms: { down: true } });
    const [one] = await claimed(['N-1']);
    const [answer] = await tryStep(deps, 'release', [one as StepTry], now());
    expect(answer).toMatchObject({ then: 'call', events: [{ type: 'release_started' }] });
    await warehouse.control('/faults', { wms: null });
    const [row] = await findOrders(world.db, [keyOf('N-1')]);
    const again = { ...(one as StepTry), state: row?.state ?? (one as StepTry).state };
    expect((await tryStep(deps, 'release', [again], now()))[0]).toMatchObject({ then: 'go_on' });
    const { body } = await warehouse.control('/orders/BU01/N-1');
    expect(body.wms.orders).toMatchObject([{ attempts: [{ messageId: expect.stringMatching(/\/release\/1$/) }] }]);
  });
});
