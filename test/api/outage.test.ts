import type { RunningApi } from '../../src/api/server';
import { openDatabase } from '../../src/store/database';
import { findMarks } from '../../src/store/orders/start';
import type { ApiClient } from '../harness/client';
import { ownApi } from './ownApi';
import { api } from './support';

const { demo, client, orders, orderLike } = api();
/** A port on which nobody listens. */
const NOBODY = '127.0.0.1:9';

/** Waits until an order's workflow is marked as started. */
async function started(orderNumber: string): Promise<void> {
  const db = openDatabase(demo.databaseUrl, 1);
  try {
    const key = { businessUnitId: demo.businessUnitId, orderNumber };
    while (!(await findMarks(db, [key]))[0]?.startedIn) await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    await db.close();
  }
}

describe('while Temporal is down', () => {
  let running: RunningApi;
  let own: ApiClient;
  beforeAll(async () => ({ running, own } = await ownApi({ TEMPORAL_ADDRESS: NOBODY })));
  afterAll(() => running.stop());

  it('orders are accepted all the same, and commands are answered 503', async () => {
    const order = orderLike();
    const created = await own.post(orders, order);
    expect(created.status).toBe(201);
    const held = await own.post(`${orders}/${order.customerOrderNumber}/holds`, { code: 'CREDIT' });
    expect([held.status, held.body.code, held.body.retryable]).toEqual([503, 'TEMPORAL_UNAVAILABLE', true]);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('callbacks are kept and answered; another report of the same shipment is told that it contradicts', async () => {
    const order = orderLike();
    await client.post(orders, order);
    const fact = (quantity: number, customerOrderNumber = order.customerOrderNumber) => {
      const lines = [{ customerLineNumber: '1', skuId: demo.skus[0], quantity }];
      const shipments = [{ shipmentId: 'S-1', containers: [{ containerId: 'C1', lines }] }];
      return { businessUnitId: demo.businessUnitId, customerOrderNumber, orderComplete: false, shipments };
    };
    const report = async (...of: Parameters<typeof fact>) => {
      const { status, body } = await own.post('/shipConfirmation', fact(...of));
      return [status, body.code];
    };
    // Its workflow is started soon: from then on only that applies messages, and here nothing reaches it.
    await started(order.customerOrderNumber);
    expect(await report(1)).toEqual([200, undefined]);
    expect(await report(2)).toEqual([409, 'SHIPMENT_CONFLICT']);
    expect(await report(2)).toEqual([409, 'SHIPMENT_CONFLICT']);
    expect(await report(1)).toEqual([200, undefined]);
    const unknown = `U-${order.customerOrderNumber}`;
    expect(await report(1, unknown)).toEqual([404, 'ORDER_UNKNOWN']);
    expect(await report(2, unknown)).toEqual([409, 'SHIPMENT_CONFLICT']);
    // Nothing is lost: the sweeper's signal reaches the workflow, which finds the contradiction.
    const path = `${orders}/${order.customerOrderNumber}`;
    const isConflict = ({ code }: { code: string }) => code === 'SHIPMENT_CONFLICT';
    const found = await client.until(path, ({ data }) => data.exceptions.some(isConflict), 25_000);
    expect(found.data.orderLines[0].quantityShipped).toBe(1);
  });

  it('the service says that it is not ready, and why', async () => {
    const { status, body } = await own.get('/readyz');
    expect([status, body.code, body.reasons]).toEqual([503, 'NOT_READY', [expect.stringMatching(/^temporal: /)]]);
    expect((await own.get('/livez')).status).toBe(200);
  });
});

describe('while PostgreSQL is down', () => {
  let running: RunningApi;
  let own: ApiClient;
  beforeAll(async () => ({ running, own } = await ownApi({ DATABASE_URL: `postgres://u:p@${NOBODY}/x` })));
  afterAll(() => running.stop());

  it('everything that needs it is answered 503, to be tried again', async () => {
    for (const answer of [await own.get(orders), await own.post(orders, orderLike())]) {
      expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([503, 'DATABASE_UNAVAILABLE', true]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1/);
    }
    expect((await own.get('/readyz')).body.reasons).toEqual([expect.stringMatching(/^database: /)]);
  });
});

describe('while the service stops', () => {
  it('a running request is finished and new ones find nobody', async () => {
    const { running, own } = await ownApi({});
    const listing = own.get(orders);
    await own.get('/livez');
    await Promise.all([listing, running.stop(), running.stop()]);
    expect((await listing).status).toBe(200);
    await expect(fetch(`${running.url}/livez`)).rejects.toThrow();
  });
});
