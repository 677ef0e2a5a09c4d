import { eq } from 'drizzle-orm';
import { saveNotes } from '../../src/store/notes';
import { claimOrders, type ClaimedOrder } from '../../src/store/orders/claim';
import { commitDecisions, type CommitItem } from '../../src/store/orders/commit';
import { answerClosed, answerOf } from '../../src/store/orders/causes';
import { findOrder, listEvents } from '../../src/store/orders/read';
import { inbox, orders, keptAnswers } from '../../src/store/schema';
import { storeMessages } from '../../src/store/inbox';
import { AT, callback, claim, eventOn, openTestDatabase, seedOrders, UNIT } from './support/fixtures';

const REFUSAL = { code: 'ORDER_RELEASED', detail: 'The warehouse has the order.' };

const nothing = (order: ClaimedOrder, cause: string): CommitItem => {
  const { orderId, fence, sequence } = eventOn(order, cause);
  return { orderId, fence, sequence, cause, kind: 'nothing' };
};
const refusal = (order: ClaimedOrder, cause: string, detail = REFUSAL.detail): CommitItem => ({
  ...nothing(order, cause),
  kind: 'refusal',
  refusal: { ...REFUSAL, detail },
});

describe('committing decisions', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase(20);
  });
  afterAll(() => opened.close());

  const seeded = async (orderNumber: string): Promise<ClaimedOrder> => {
    await seedOrders(opened.db, [orderNumber]);
    return claim(opened.db, orderNumber);
  };
  const one = async (item: CommitItem) => (await commitDecisions(opened.db, [item]))[0];
  const events = async ({ orderId }: ClaimedOrder) => (await listEvents(opened.db, orderId, { limit: 100 })).rows;
  const messageState = async (id: string) =>
    (await opened.db.select({ state: inbox.state }).from(inbox).where(eq(inbox.id, id)))[0]?.state;

  test('an event moves state, sequence and columns together and is kept with its cause', async () => {
    const order = await seeded('EVENT-1');
    const wait = { waitingOn: 'wms' as const, waitingReason: 'Waits.', waitingSince: AT, nextDeadline: AT };
    const row = { ...wait, status: 'RELEASED' as const, openExceptions: 2, wmsJobId: 'J-1' };
    const state = { status: 'RELEASED' as const };
    const item = eventOn(order, 'cmd/1', { type: 'released', data: { a: 1 }, state, row });
    expect(await one(item)).toEqual({
      orderId: order.orderId,
      outcome: 'ok',
      event: { sequence: 2, type: 'released' },
    });
    const stored = await findOrder(opened.db, order.key);
    expect(stored).toMatchObject({ ...wait, sequence: 2, status: 'RELEASED', openExceptions: 2, wmsJobId: 'J-1' });
    expect(stored?.state).toEqual(item.state);
    expect((await events(order)).at(-1)).toEqual({
      sequence: 2,
      type: 'released',
      at: AT,
      actor: 'ops',
      cause: 'cmd/1',
      message: 'Something happened.',
      data: { a: 1 },
    });
  });

  test('a repeated cause changes nothing and answers the event of its first time, whoever asks', async () => {
    const order = await seeded('REPEAT-1');
    await one(eventOn(order, 'cmd/1'));
    const again = { outcome: 'repeat', event: { sequence: 2, type: 'held' } };
    expect(await one(eventOn(order, 'cmd/1'))).toMatchObject(again);
    expect(await one(nothing(await claim(opened.db, 'REPEAT-1'), 'cmd/1'))).toMatchObject(again);
    expect(await one(refusal(order, 'cmd/1'))).toMatchObject(again);
    expect(await events(order)).toHaveLength(2);
    expect(await answerOf(opened.db, order.orderId, 'cmd/1')).toMatchObject(again);
  });

  test('what was decided on an older sequence is stale', async () => {
    const order = await seeded('STALE-1');
    await one(eventOn(order, 'cmd/1'));
    for (const item of [eventOn(order, 'cmd/2'), nothing(order, 'cmd/3'), refusal(order, 'cmd/4')])
      expect(await one(item)).toEqual({ orderId: order.orderId, outcome: 'stale' });
    expect(await events(order)).toHaveLength(2);
    expect(await answerOf(opened.db, order.orderId, 'cmd/4')).toBeNull();
  });

  test('a host whose fence was taken over can write nothing, not even a decision without effect', async () => {
    const old = await seeded('FENCE-1');
    const current = await claim(opened.db, 'FENCE-1');
    for (const item of [eventOn(old, 'cmd/1'), nothing(old, 'cmd/2'), refusal(old, 'cmd/3')])
      expect(await one(item)).toMatchObject({ outcome: 'stale' });
    expect(await one(eventOn(current, 'cmd/1'))).toMatchObject({ outcome: 'ok' });
  });

  test('a refused command keeps its answer for ever', async () => {
    const order = await seeded('REFUSED-1');
    expect(await one(refusal(order, 'cmd/1'))).toEqual({
      orderId: order.orderId,
      outcome: 'refused',
      refusal: REFUSAL,
    });
    await one(eventOn(order, 'cmd/2'));
    const later = await claim(opened.db, 'REFUSED-1');
    const kept = { outcome: 'refused', refusal: REFUSAL };
    expect(await one(eventOn(later, 'cmd/1'))).toMatchObject(kept);
    expect(await one(refusal(later, 'cmd/1', 'Another reason.'))).toMatchObject(kept);
    expect(await answerOf(opened.db, order.orderId, 'cmd/1')).toMatchObject(kept);
    expect((await findOrder(opened.db, order.key))?.sequence).toBe(2);
  });

  test('a decision without effect is confirmed and leaves the order as it is', async () => {
    const order = await seeded('NOTHING-1');
    expect(await one(nothing(order, 'cmd/1'))).toEqual({ orderId: order.orderId, outcome: 'ok' });
    expect(await one(eventOn(order, 'cmd/2'))).toMatchObject({ outcome: 'ok', event: { sequence: 2 } });
  });

  test('a command without effect keeps that answer: its repeat is not decided on what the order has become', async () => {
    const order = await seeded('NOTHING-2');
    expect(await one({ ...nothing(order, 'cmd/1'), keep: true } as CommitItem)).toMatchObject({ outcome: 'ok' });
    await one(eventOn(order, 'cmd/2'));
    const later = await claim(opened.db, 'NOTHING-2');
    const again = { orderId: order.orderId, outcome: 'repeat' };
    for (const item of [eventOn(later, 'cmd/1'), refusal(later, 'cmd/1'), nothing(later, 'cmd/1')])
      expect(await one(item)).toEqual(again);
    expect(await answerOf(opened.db, order.orderId, 'cmd/1')).toEqual(again);
    expect(await events(order)).toHaveLength(2);
  });

  test('a callback is marked applied by whatever is decided on it, also by a repeat, but not by a stale try', async () => {
    const order = await seeded('INBOX-1');
    await storeMessages(
      opened.db,
      ['e', 'n', 'r', 's'].map((id) => callback('INBOX-1', id)),
    );
    await one(nothing(order, 'wms-1:n'));
    await one(eventOn(order, 'wms-1:e'));
    expect(await one(eventOn(order, 'wms-1:s'))).toMatchObject({ outcome: 'stale' });
    expect(await Promise.all(['wms-1:n', 'wms-1:e', 'wms-1:s'].map(messageState))).toEqual([
      'applied',
      'applied',
      'pending',
    ]);

    await opened.db.update(inbox).set({ state: 'pending', appliedAt: null }).where(eq(inbox.id, 'wms-1:e'));
    expect(await one(eventOn(order, 'wms-1:e'))).toMatchObject({ outcome: 'repeat' });
    expect(await messageState('wms-1:e')).toBe('applied');
    expect((await claim(opened.db, 'INBOX-1')).pending.map(({ cause }) => cause)).toEqual(['wms-1:r', 'wms-1:s']);
  });

  test("a command id that names another order's callback does not touch it", async () => {
    const order = await seeded('FOREIGN-1');
    await seedOrders(opened.db, ['FOREIGN-2']);
    await storeMessages(opened.db, [callback('FOREIGN-2', 'theirs')]);
    await one(eventOn(order, 'wms-1:theirs'));
    expect(await messageState('wms-1:theirs')).toBe('pending');
  });

  test('an update replaces the document by the one that was stored with its command', async () => {
    const order = await seeded('UPDATE-1');
    await saveNotes(opened.db, [{ orderId: order.orderId, cause: 'cmd/1', document: { shipTo: { name: 'Bo' } } }]);
    await saveNotes(opened.db, [{ orderId: order.orderId, cause: 'cmd/2', document: { other: true } }]);
    await one(eventOn(order, 'cmd/1', { type: 'updated' }));
    await one(eventOn(await claim(opened.db, 'UPDATE-1'), 'cmd/2', { type: 'quote_requested' }));
    expect((await findOrder(opened.db, order.key))?.document).toEqual({ shipTo: { name: 'Bo' } });
  });

  test('of a list each item is decided for itself, and results come in its order', async () => {
    const [a, b, c] = [await seeded('LIST-1'), await seeded('LIST-2'), await seeded('LIST-3')];
    await claim(opened.db, 'LIST-2');
    const results = await commitDecisions(opened.db, [refusal(c, 'x'), eventOn(b, 'x'), eventOn(a, 'x')]);
    expect(results.map(({ orderId, outcome }) => [orderId, outcome])).toEqual([
      [c.orderId, 'refused'],
      [b.orderId, 'stale'],
      [a.orderId, 'ok'],
    ]);
  });

  test('two decisions for one order in a list, or an event that does not raise the sequence, are a mistake', async () => {
    const order = await seeded('MISTAKE-1');
    await expect(commitDecisions(opened.db, [nothing(order, 'a'), nothing(order, 'b')])).rejects.toThrow(
      'Two decisions',
    );
    const item = eventOn(order, 'a');
    await expect(one({ ...item, state: { ...item.state, sequence: 1 } })).rejects.toThrow('does not raise');
  });

  test('a process that is ahead of a restored row continues with its own sequence', async () => {
    const order = await seeded('RESTORED-1');
    const item = eventOn(order, 'restored/1', { type: 'restored' });
    expect(await one({ ...item, state: { ...item.state, sequence: 9 } })).toMatchObject({ event: { sequence: 9 } });
    expect((await findOrder(opened.db, order.key))?.sequence).toBe(9);
  });

  test('a terminal order has a closing time and no other has one', async () => {
    const order = await seeded('CLOSED-1');
    const closed = { status: 'CANCELLED' as const, closedAt: AT };
    await expect(one(eventOn(order, 'a', { row: { ...closed, closedAt: null } }))).rejects.toThrow(
      'terminal_is_closed',
    );
    await expect(one(eventOn(order, 'a', { row: { closedAt: AT } }))).rejects.toThrow('terminal_is_closed');
    expect(await one(eventOn(order, 'a', { type: 'cancelled', row: closed }))).toMatchObject({ outcome: 'ok' });
  });

  test('a command on a closed order is refused from the row alone, and keeps that answer', async () => {
    const order = await seeded('CLOSED-2');
    const command = { orderId: order.orderId, cause: 'cmd/9', refusal: REFUSAL };
    expect(await answerClosed(opened.db, command)).toMatchObject({ outcome: 'stale' });
    const cancelled = { status: 'CANCELLED' as const, closedAt: AT };
    await one(eventOn(order, 'cmd/1', { type: 'cancelled', row: cancelled }));
    expect(await answerClosed(opened.db, command)).toMatchObject({ outcome: 'refused', refusal: REFUSAL });
    expect(await answerClosed(opened.db, { ...command, cause: 'cmd/1' })).toMatchObject({ outcome: 'repeat' });
    expect(await one(eventOn(await claim(opened.db, 'CLOSED-2'), 'cmd/9'))).toMatchObject({ outcome: 'refused' });
  });

  test('so does a command on a closed order that has no effect', async () => {
    const order = await seeded('CLOSED-3');
    await one(eventOn(order, 'cmd/1', { type: 'cancelled', row: { status: 'CANCELLED', closedAt: AT } }));
    const command = { orderId: order.orderId, cause: 'cmd/2', refusal: null };
    expect(await answerClosed(opened.db, command)).toEqual({ orderId: order.orderId, outcome: 'ok' });
    expect(await answerClosed(opened.db, { ...command, refusal: REFUSAL })).toMatchObject({ outcome: 'repeat' });
    expect(await one(eventOn(await claim(opened.db, 'CLOSED-3'), 'cmd/2'))).toMatchObject({ outcome: 'repeat' });
  });

  describe('at the same moment', () => {
    const tally = (results: { outcome?: string }[]) =>
      results.reduce<Record<string, number>>(
        (sum, { outcome = '' }) => ({ ...sum, [outcome]: (sum[outcome] ?? 0) + 1 }),
        {},
      );

    test('twenty commits of one cause make one event', async () => {
      const order = await seeded('RACE-1');
      const results = await Promise.all(Array.from({ length: 20 }, () => one(eventOn(order, 'cmd/1'))));
      const { ok, stale = 0, repeat = 0 } = tally(results.map((result) => ({ ...result })));
      expect([ok, stale + repeat]).toEqual([1, 19]);
      expect(await events(order)).toHaveLength(2);
    });

    test('twenty different causes decided on one sequence make one event', async () => {
      const order = await seeded('RACE-2');
      const results = await Promise.all(Array.from({ length: 20 }, (_, i) => one(eventOn(order, `cmd/${i}`))));
      expect(tally(results.map((result) => ({ ...result })))).toEqual({ ok: 1, stale: 19 });
    });

    test('a refusal and an event of one cause: whichever is first is the answer of both', async () => {
      for (let round = 0; round < 20; round++) {
        const order = await seeded(`RACE-3-${round}`);
        await Promise.all([
          one(refusal(order, 'cmd/1')),
          one(eventOn(order, 'cmd/1')),
          one(refusal(order, 'cmd/1', 'Other.')),
        ]);
        const happened = (await events(order)).some(({ cause }) => cause === 'cmd/1');
        const refused = await opened.db.$count(keptAnswers, eq(keptAnswers.orderId, order.orderId));
        expect(Number(happened) + refused).toBe(1);
        const settled = await one(eventOn(await claim(opened.db, `RACE-3-${round}`), 'cmd/1'));
        expect(settled?.outcome).toBe(happened ? 'repeat' : 'refused');
      }
    });

    test('an answer from the row of a closed order and an event of one cause: only one of them', async () => {
      for (let round = 0; round < 20; round++) {
        const first = await seeded(`RACE-6-${round}`);
        await one(eventOn(first, 'close', { type: 'cancelled', row: { status: 'CANCELLED', closedAt: AT } }));
        const order = await claim(opened.db, `RACE-6-${round}`);
        const item = eventOn(order, 'cmd/1', { row: { status: 'CANCELLED', closedAt: AT } });
        await Promise.all([
          one(item),
          answerClosed(opened.db, { orderId: order.orderId, cause: 'cmd/1', refusal: REFUSAL }),
        ]);
        const happened = (await events(order)).some(({ cause }) => cause === 'cmd/1');
        const kept = await opened.db.$count(keptAnswers, eq(keptAnswers.orderId, order.orderId));
        expect(Number(happened) + kept).toBe(1);
      }
    });

    test('many lists over common orders, in any order, never deadlock and move each order once', async () => {
      const numbers = Array.from({ length: 50 }, (_, i) => `RACE-4-${i}`);
      await seedOrders(opened.db, numbers);
      const { claimed } = await claimOrders(
        opened.db,
        numbers.map((orderNumber) => ({ businessUnitId: UNIT, orderNumber })),
      );
      const items = claimed.map((order) => eventOn(order, 'same'));
      const lists = Array.from({ length: 10 }, (_, i) => (i % 2 ? items : [...items].reverse()));
      const results = (await Promise.all(lists.map((list) => commitDecisions(opened.db, list)))).flat();
      expect(tally(results)['ok']).toBe(50);
    });

    test('hosts that load, decide and write again when stale lose nothing: 10 hosts, 10 messages each', async () => {
      await seedOrders(opened.db, ['RACE-5']);
      const host = async (name: number) => {
        for (let i = 0; i < 10; i++) {
          for (;;) {
            const result = await one(eventOn(await claim(opened.db, 'RACE-5'), `${name}/${i}`));
            if (result?.outcome !== 'stale') break;
          }
        }
      };
      await Promise.all(Array.from({ length: 10 }, (_, name) => host(name)));
      const order = await claim(opened.db, 'RACE-5');
      expect(order.state.sequence).toBe(101);
      expect((await listEvents(opened.db, order.orderId, { limit: 200 })).rows.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 101 }, (_, i) => i + 1),
      );
      const [row] = await opened.db.select().from(orders).where(eq(orders.id, order.orderId));
      expect(row?.sequence).toBe(101);
    });
  });
});
