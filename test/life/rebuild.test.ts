import { setTimeout as delay } from 'node:timers/promises';
import { applyPending } from '../../src/intake/page';
import { openDatabase } from '../../src/store/database';
import { freightLife } from './freightOrder';
import { ownUnit } from './ownUnit';
import { openProcesses } from './process';
import { client, demo, lines, openCodes, parcelOf, startLife, type Life } from './support';

const temporal = openProcesses();
afterAll(() => temporal.close());

/** Its process is gone as if it had never been; only the row is left. */
async function losesItsProcess(life: Life) {
  await temporal.handle(life).terminate('a test');
  expect((await temporal.ended(life)).status.name).toBe('TERMINATED');
}

describe('an order whose process was lost', () => {
  it('goes on from its row with the next callback', async () => {
    const life = await startLife({}, { suffix: '-NOSHIP' });
    const before = await life.reaches('ACKNOWLEDGED');
    await losesItsProcess(life);
    expect(await life.read()).toEqual(before);
    await life.deed('pick');
    await life.reaches('IN_WAREHOUSE');
    await life.deed('ship');
    await life.reaches('SHIPPED');
    expect(await life.types()).toEqual([
      'created',
      'release_started',
      'released',
      'acknowledged',
      'in_warehouse',
      'shipped',
    ]);
    expect((await life.books()).messages).toMatchObject([{ kind: 'drop', received: 1 }]);
  });

  it('goes on from its row with the next command', async () => {
    const life = await startLife({}, { suffix: '-NOSHIP' });
    await life.reaches('ACKNOWLEDGED');
    await losesItsProcess(life);
    const asked = await client.delete(life.path);
    expect([asked.status, asked.body.data.status]).toEqual([202, 'CANCEL_REQUESTED']);
    await life.reaches('CANCELLED');
    expect((await life.books()).order).toMatchObject({ status: 'recalled', recalls: [{ answer: { accepted: true } }] });
  });

  it('finishes a drop that it had begun, under the same message id', async () => {
    const life = await startLife({}, { suffix: '-WMSSLOW' });
    await life.until(({ wms }) => wms.state === 'sending');
    await losesItsProcess(life);
    await client.post(`${life.path}/holds`, { code: 'WAKES_IT' });
    const shipped = await life.reaches('SHIPPED', 25_000);
    expect(shipped.wms.attempt).toBe(1);
    const { order, messages } = await life.books();
    expect(messages.map(({ messageId }) => messageId)).toEqual([`${life.salesOrderNumber}/release/1`]);
    expect(order.attempts).toHaveLength(1);
  });
});

describe('a booking whose process was lost', () => {
  it('is looked up and adopted, never made again', async () => {
    const life = await freightLife('-SLOWBOOK');
    await life.approve((await life.offer()).quoteId);
    await life.until(({ tms }) => tms.state === 'booking');
    // Its request has reached the carrier, which takes its time to answer.
    while ((await life.books()).bookings.length === 0) await delay(50);
    await losesItsProcess(life);
    await client.post(`${life.path}/holds`, { code: 'WAKES_IT' });
    await client.delete(`${life.path}/holds/WAKES_IT`);
    await life.reaches('SHIPPED');
    const { bookings, messages } = await life.books();
    expect(bookings).toHaveLength(1);
    expect(messages.filter(({ kind }) => kind === 'book')).toMatchObject([{ received: 1 }]);
    expect((await life.event('booked')).data).toMatchObject({ adopted: true });
  });
});

describe('an order that is closed', () => {
  it('is woken by a late fact, records it and closes again', async () => {
    const life = await startLife();
    await life.reaches('SHIPPED');
    const first = await temporal.ended(life);
    const [told] = await life.deed('ship', parcelOf(1, { shipmentId: `${life.number}-LATE` }));
    expect(told.status).toBe(200);
    await life.raises('SHIPPED_AFTER_CLOSE');
    const order = await life.read();
    expect(order).toMatchObject({ status: 'SHIPPED', orderLines: [{ quantityShipped: 3, quantityOverShipped: 1 }] });
    expect(openCodes(order)).toEqual(['SHIPPED_AFTER_CLOSE', 'OVER_SHIPPED']);
    expect(await life.shipments()).toHaveLength(2);
    const second = await temporal.ended(life);
    expect(second.status.name).toBe('COMPLETED');
    expect(second.runId).not.toBe(first.runId);
  });

  it('lets a person resolve what is open, and stays closed', async () => {
    const life = await startLife({}, { suffix: '-OVERSHIP' });
    const [{ id }] = (await life.reaches('SHIPPED')).exceptions;
    const answer = await client.post(`/exceptions/${id}/resolve`, { note: 'the customer keeps it' });
    expect([answer.status, openCodes(answer.body.data), answer.body.data.status]).toEqual([200, [], 'SHIPPED']);
    const listed = (await client.get(`/exceptions?businessUnitId=${life.unit}&limit=1000`)).body.data;
    expect(listed.map((exception: { id: string }) => exception.id)).not.toContain(id);
    expect((await temporal.ended(life)).status.name).toBe('COMPLETED');
  });
});

describe('an order with two hosts at once', () => {
  it('has nothing twice and loses nothing', async () => {
    const unit = await ownUnit({ profile: { manual: true } });
    const life = await startLife({ orderLines: lines(12) }, { unit });
    await life.until(({ wms }) => wms.state === 'sent');
    const db = openDatabase(demo.databaseUrl, 2);
    let done = false;
    const policy = {
      ackMs: 9e5,
      releaseMs: 9e5,
      bookingMs: 9e5,
      recallMs: 9e5,
      firstScanMs: 0,
      completionGraceMs: 9e5,
    };
    const rival = (async () => {
      while (!done) {
        await applyPending({ db, policy: { ...policy, bookingLookupMs: 0 } }, [
          { businessUnitId: unit, orderNumber: life.number },
        ]);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    const deeds = Array.from({ length: 12 }, (_, n) =>
      life.deed('ship', parcelOf(1, { shipmentId: `${life.number}-${n}`, orderComplete: n === 11 })),
    );
    await Promise.all([...deeds, life.deed('acknowledge')]);
    const shipped = await life.reaches('SHIPPED').finally(() => (done = true));
    await rival;
    await db.close();
    expect(shipped).toMatchObject({ orderLines: [{ quantityShipped: 12, quantityOverShipped: 0 }], exceptions: [] });
    const named = (await life.events()).flatMap(({ data }) => data.shipmentIds ?? []);
    expect(named.sort()).toEqual(Array.from({ length: 12 }, (_, n) => `${life.number}-${n}`).sort());
    expect(await life.shipments()).toHaveLength(12);
    expect((await life.books()).messages).toMatchObject([{ kind: 'drop', received: 1 }]);
  });
});
