import type { OrderState } from '../../src/domain/order';
import { createCourier } from '../../src/intake/courier';
import { createStarter } from '../../src/intake/starter';
import { createOrderSweep } from '../../src/intake/sweepOrders';
import { acceptOrders } from '../../src/intake/acceptOrders';
import { receiveCallbacks } from '../../src/intake/receive';
import { claimOrders } from '../../src/store/orders/claim';
import { keyOf, openWorld, ORG, request, type World } from '../intake/world';
import { eventually, openNamespace, type TestNamespace } from './namespace';

let space: TestNamespace;
let world: World;
beforeAll(async () => {
  [space, world] = [await openNamespace(), await openWorld()];
}, 60_000);
afterAll(async () => {
  await world.close();
  await space.close();
});

/** The intake's parts with the Temporal of the stack. */
const live = () => ({ ...world, gateway: space.gateway });
type Told = OrderState & { delivered: string[]; startedIn: string; looks: number };
const told = async (orderNumber: string) => (await space.gateway.queryState(keyOf(orderNumber))) as Told;
const delivered = async (orderNumber: string) => (await told(orderNumber)).delivered;
/** As the workflow's claim marks its order. */
const mark = async (orderNumber: string) =>
  claimOrders(world.db, [keyOf(orderNumber)], { startedIn: await space.gateway.namespaceId() });

const callback = (orderNumber: string, messageId: string) => ({
  messageId,
  digest: messageId,
  orgId: ORG,
  key: keyOf(orderNumber),
  callback: { type: 'pick_started' as const },
  actor: 'wms' as const,
  body: {},
});

describe('starting workflows', () => {
  it('happens behind the answer and tells the workflow which namespace was asked before', async () => {
    const starter = createStarter(live());
    await acceptOrders({ ...world, starter }, [request('W-1'), request('W-2')]);
    await starter.drain(10_000);
    const id = await space.gateway.namespaceId();
    await space.withWorker(async () => {
      for (const number of ['W-1', 'W-2']) expect(await told(number)).toMatchObject({ startedIn: id, looks: 0 });
    });
    expect(await space.gateway.startOrder(keyOf('W-1'))).toBe('running');
  });

  it('is done by the sweeper for orders that were accepted while Temporal was away or are marked for another', async () => {
    await acceptOrders({ db: world.db, policy: world.policy }, [request('W-3'), request('W-4')]);
    await world.db.pool.query(`update orders set created_at = created_at - interval '1 minute'`);
    await world.db.pool.query(`update orders set started_in = 'lost' where order_number = 'W-4'`);
    const id = await space.gateway.namespaceId();
    await createOrderSweep(live())(id);
    await space.withWorker(async () => {
      for (const number of ['W-3', 'W-4']) expect(await told(number)).toMatchObject({ startedIn: id, looks: 0 });
    });
  });

  it('makes a workflow look that runs without a mark: it has outlived its row', async () => {
    await acceptOrders({ db: world.db, policy: world.policy }, [request('W-7')]);
    const starter = createStarter(live());
    starter.start([{ key: keyOf('W-7') }]);
    await starter.drain(10_000);
    starter.start([{ key: keyOf('W-7') }]);
    await starter.drain(10_000);
    await space.withWorker(async () => expect(await told('W-7')).toMatchObject({ looks: 1 }));
  });

  it('sends callbacks of a started order as signals, also those that got lost on the way', async () => {
    const starter = createStarter(live());
    await acceptOrders({ ...world, starter }, [request('W-5')]);
    await starter.drain(10_000);
    await mark('W-5');
    await space.withWorker(async () => {
      const courier = createCourier(live());
      await receiveCallbacks({ ...world, courier }, { source: 'wms', messages: [callback('W-5', 'm1')] });
      await courier.drain(10_000);
      expect(await eventually(() => delivered('W-5'))).toEqual(['wms:m1']);

      const lost = { carry: () => undefined };
      await receiveCallbacks({ ...world, courier: lost }, { source: 'wms', messages: [callback('W-5', 'm2')] });
      await world.db.pool.query(`update inbox set received_at = received_at - interval '1 minute'`);
      await createOrderSweep(live())(await space.gateway.namespaceId());
      expect(await delivered('W-5')).toContain('wms:m2');
    });
  }, 60_000);

  it('wakes an order that has missed its deadline', async () => {
    const starter = createStarter(live());
    await acceptOrders({ ...world, starter }, [request('W-6')]);
    await starter.drain(10_000);
    await mark('W-6');
    await world.db.pool.query(
      `update orders set next_deadline = now() - interval '2 minutes' where order_number = 'W-6'`,
    );
    await space.withWorker(async () => {
      await createOrderSweep(live())(await space.gateway.namespaceId());
      expect(await space.gateway.queryState(keyOf('W-6'))).toMatchObject({ looks: 1 });
    });
  }, 60_000);
});
