import type { AnyJson } from '../harness/client';
import { openProcesses } from '../life/process';
import { client, holdCodes, lines, openCodes, startLife, type Life } from '../life/support';
import { behindADoor, type DoorState } from './door';
import { answer, onTheList } from './parties';

describe('an order that the warehouse rejects', () => {
  it("case 5: a rejected order is held with the warehouse's words, corrected, and dropped again as a second attempt", async () => {
    const life = await startLife({ orderLines: lines(2) }, { suffix: '-ACKREJECT' });
    const held = await life.reaches('ON_HOLD');
    expect(held).toMatchObject({ holds: [{ code: 'WMS_REJECTED', owner: 'wms' }], wms: { state: 'rejected' } });
    expect(held.exceptions).toMatchObject([{ code: 'WMS_REJECTED', severity: 'high', resolvedAt: null }]);
    expect(held.exceptions[0].detail).toContain('Not accepted by the warehouse');
    expect(held.exceptions[0].dueAt > held.exceptions[0].openedAt).toBe(true);
    expect(held.allowedActions).toEqual(expect.arrayContaining(['update', 'cancel', 'redrop', 'resolve_exception']));
    expect(held.waiting.on).toBe('ops');
    expect(await onTheList(life)).toEqual(['WMS_REJECTED']);
    expect(answer(await client.delete(`${life.path}/holds/WMS_REJECTED`))).toEqual([409, 'ORDER_STATE_CONFLICT']);
    const corrected = await client.put(life.path, { ...life.document, orderLines: lines(5) });
    expect([corrected.status, corrected.body.data.status]).toEqual([200, 'ON_HOLD']);
    expect((await client.post(`${life.path}/release`)).status).toBe(202);
    const shipped = await life.reaches('SHIPPED');
    expect(shipped).toMatchObject({ wms: { attempt: 2, jobId: `${life.salesOrderNumber}-2` } });
    expect([holdCodes(shipped), openCodes(shipped), await onTheList(life)]).toEqual([[], [], []]);
    const { order } = await life.books();
    expect(order).toMatchObject({ attempt: 2, lines: [{ quantity: 5 }] });
    expect(order.attempts.map(({ messageId }: AnyJson) => messageId)).toEqual(
      [1, 2].map((attempt) => `${life.salesOrderNumber}/release/${attempt}`),
    );
  });

  it('case 5: a rejected order names the lines that the warehouse named', async () => {
    const life = await startLife({ orderLines: lines(2) }, { suffix: '-NOACK' });
    await life.until(({ wms }) => wms.state === 'sent');
    await life.deed('reject', { message: 'Not on our shelves', lines: ['1'] });
    const { exceptions } = await life.reaches('ON_HOLD');
    expect(exceptions).toMatchObject([{ code: 'WMS_REJECTED', lines: ['1'] }]);
    expect(exceptions[0].detail).toContain('Not on our shelves');
    expect(await life.event('rejected')).toMatchObject({ actor: 'wms', data: { lines: ['1'] } });
  });
});

describe('orders for a warehouse that cannot be reached', () => {
  let door: Awaited<ReturnType<typeof behindADoor>>;
  beforeAll(async () => void (door = await behindADoor()));
  const temporal = openProcesses();
  afterAll(() => Promise.all([door.close(), temporal.close()]));

  it('case 33: orders for a warehouse that is down wait with the reason visible, and each is dropped once when it is back', () =>
    waitAndGoOn('cut'));

  it('case 33: orders for a warehouse that has too much to do wait likewise, and each is dropped once', () =>
    waitAndGoOn('busy'));

  const SAYS = {
    open: /none/,
    cut: /^is being handed to the warehouse; the warehouse does not answer since 20\S+Z \(UNREACHABLE\)$/,
    busy: /^is being handed to the warehouse; the warehouse asks us to come later since 20\S+Z \(THROTTLED\)$/,
  };

  /** What the Temporal UI shows of the pending call. */
  async function lastFailure(life: Life): Promise<string | undefined | null> {
    for (let left = 100; ; left -= 1) {
      const { pendingActivities } = (await temporal.handle(life).describe()).raw;
      const message = pendingActivities?.[0]?.lastFailure?.message;
      if (left === 0 || message?.includes('since')) return message;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function waitAndGoOn(state: DoorState) {
    door.turn(state);
    const before = door.refused.length;
    const { unit, buildingId } = door;
    const document = { requestedBuildingId: buildingId };
    const all = await Promise.all([1, 2, 3].map(() => startLife(document, { unit })));
    for (const life of all) {
      const waits = await life.until(({ wms }) => wms.state === 'sending');
      expect(waits).toMatchObject({ status: 'RELEASED', exceptions: [], wms: { attempt: 1 } });
      expect(waits.waiting).toMatchObject({ on: 'wms', reason: expect.any(String), since: expect.any(String) });
      expect(waits.waiting.nextDeadline).not.toBeNull();
    }
    for (let left = 100; door.refused.length < before + 4 && left > 0; left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(door.refused.length).toBeGreaterThanOrEqual(before + 4);
    for (const life of all) {
      const { waiting } = await life.until((order) => SAYS[state].test(order.waiting?.reason));
      expect(await lastFailure(life)).toBe(waiting.reason);
    }
    door.turn('open');
    for (const life of all) {
      expect(await life.reaches('SHIPPED', 25_000)).toMatchObject({ exceptions: [], wms: { attempt: 1 } });
      expect((await life.types()).filter((type) => type.startsWith('release'))).toEqual([
        'release_started',
        'released',
      ]);
      const { order, messages } = await life.books();
      expect([order.attempts.length, messages]).toMatchObject([1, [{ kind: 'drop', received: 1 }]]);
    }
  }
});
