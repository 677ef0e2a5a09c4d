import {
  adoptParked,
  discardParked,
  findParked,
  findUnapplied,
  listParked,
  parkMessages,
  retryParked,
  storeMessages,
} from '../../src/store/inbox';
import { claimOrders } from '../../src/store/orders/claim';
import { commitDecisions } from '../../src/store/orders/commit';
import { findCancelNotes, findNotes, saveNotes } from '../../src/store/notes';
import { callback, claim, eventOn, mark, openTestDatabase, ORG, SCOPE, seedOrders, UNIT } from './support/fixtures';

const NOW = { olderThanMs: 0, limit: 100, namespaceId: 'ns-1' };
const parkedReason = 'ORDER_UNKNOWN';

describe('the inbox', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeEach(async () => {
    opened = await openTestDatabase();
  });
  afterEach(() => opened.close());

  test('a message is kept once; the same id with other content is a conflict and changes nothing', async () => {
    const message = callback('A', '1');
    const store = async (...messages: (typeof message)[]) =>
      (await storeMessages(opened.db, messages)).map(({ result }) => result);
    expect(await store(message)).toEqual(['new']);
    expect(await store(message, callback('A', '2'), { ...message, digest: 'other' })).toEqual([
      'same',
      'new',
      'conflict',
    ]);
    const twice = callback('A', '3');
    expect(await store(twice, twice, { ...twice, digest: 'other' })).toEqual(['new', 'same', 'conflict']);
  });

  test('the same message from many senders at once is new once', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, () => storeMessages(opened.db, [callback('A', 'x'), callback('A', 'y')])),
    );
    const fresh = results.flat().filter(({ result }) => result === 'new');
    expect(fresh.map(({ id }) => id).sort()).toEqual(['wms-1:x', 'wms-1:y']);
    expect(results.flat().filter(({ result }) => result === 'same')).toHaveLength(18);
  });

  test('the sweeper tells apart who gets a signal, who a page, and what concerns nobody', async () => {
    const { inserted } = await seedOrders(opened.db, ['MARKED', 'UNMARKED', 'LEASED', 'OLD-MARK']);
    const id = (number: string) => inserted.find(({ key }) => key.orderNumber === number)?.orderId ?? 0;
    await mark(opened.db, 'MARKED', 'ns-1');
    await mark(opened.db, 'OLD-MARK', 'ns-0');
    await claimOrders(opened.db, [{ businessUnitId: UNIT, orderNumber: 'LEASED' }], { leaseMs: 60_000 });
    const numbers = ['MARKED', 'UNMARKED', 'LEASED', 'OLD-MARK', 'NOBODY'];
    await storeMessages(
      opened.db,
      numbers.map((number) => callback(number, number)),
    );
    const found = await findUnapplied(opened.db, NOW);
    expect(found.marked).toMatchObject([{ orderId: id('MARKED'), envelope: { cause: 'wms-1:MARKED' } }]);
    expect(found.unmarked.map(({ key }) => key.orderNumber).sort()).toEqual(['OLD-MARK', 'UNMARKED']);
    expect(found.orphans).toEqual(['wms-1:NOBODY']);
    expect(await findUnapplied(opened.db, { ...NOW, olderThanMs: 60_000 })).toEqual({
      marked: [],
      unmarked: [],
      orphans: [],
    });
  });

  test('a parked message is shown, retried when its order exists, and discarded by a person', async () => {
    await storeMessages(opened.db, [callback('LATE', '1', { parkedReason }), callback('NEVER', '2')]);
    await parkMessages(opened.db, ['wms-1:2'], 'ORDER_UNKNOWN');
    const { rows, total } = await listParked(opened.db, SCOPE, { limit: 1 });
    expect([rows.map(({ id }) => id), total]).toEqual([['wms-1:1'], 2]);
    expect(await listParked(opened.db, { orgId: 'ORG2', businessUnitIds: null }, { limit: 9 })).toEqual({
      rows: [],
      total: 0,
    });
    expect(await findParked(opened.db, SCOPE, 'wms-1:2')).toMatchObject({ reason: 'ORDER_UNKNOWN', source: 'wms-1' });
    expect(await retryParked(opened.db, 'wms-1:1')).toBeNull();
    expect(await discardParked(opened.db, 'wms-1:2', 'Not ours.')).toBe(true);
    expect(await discardParked(opened.db, 'wms-1:2', 'Not ours.')).toBe(false);
    await seedOrders(opened.db, ['LATE']);
    expect(await retryParked(opened.db, 'wms-1:1')).toBeNull();
    expect((await listParked(opened.db, SCOPE, { limit: 9 })).total).toBe(0);
    expect((await claim(opened.db, 'LATE')).pending).toHaveLength(1);
  });

  test('a message that came without an order is retried once it can be told which one it is about', async () => {
    await seedOrders(opened.db, ['KNOWN']);
    const { envelope } = callback('KNOWN', '1');
    await storeMessages(opened.db, [
      callback('KNOWN', '1', { parkedReason: 'JOB_UNKNOWN', key: null, envelope: null }),
    ]);
    expect((await listParked(opened.db, { orgId: ORG, businessUnitIds: null }, { limit: 9 })).rows[0]?.key).toBeNull();
    expect(await retryParked(opened.db, 'wms-1:1')).toBeNull();
    const key = { businessUnitId: UNIT, orderNumber: 'KNOWN' };
    expect(envelope && (await retryParked(opened.db, 'wms-1:1', { key, envelope }))).toEqual(key);
    expect((await claim(opened.db, 'KNOWN')).pending).toEqual([envelope]);
  });

  test('an order and its message that were committed at the same moment still find each other', async () => {
    await seedOrders(opened.db, ['BOTH']);
    await storeMessages(opened.db, [callback('BOTH', '1', { parkedReason }), callback('NONE', '2', { parkedReason })]);
    expect(await adoptParked(opened.db, 100)).toBe(1);
    expect((await claim(opened.db, 'BOTH')).pending).toHaveLength(1);
  });

  test("free texts of many orders come in one query, a client's words at its cancellation in another", async () => {
    const { inserted } = await seedOrders(opened.db, ['N1', 'N2', 'N3']);
    const ids = inserted.map(({ orderId }) => orderId);
    for (const [at, number] of ['N1', 'N2', 'N3'].entries()) {
      const orderId = ids[at] ?? 0;
      const causes = ['first', 'again', 'ops'].map((word) => `cmd/${number}/${word}`);
      await saveNotes(
        opened.db,
        causes.map((cause) => ({ orderId, cause, note: number === 'N3' ? null : `${cause} note` })),
      );
      for (const cause of causes) {
        const item = eventOn(await claim(opened.db, number), cause, { type: 'cancel_requested' });
        item.event.actor = cause.endsWith('ops') ? 'ops' : 'client';
        await commitDecisions(opened.db, [item]);
      }
    }
    const queries = jest.spyOn(opened.db.pool, 'query');
    const notesOf = await findNotes(
      opened.db,
      ids.map((orderId) => ({ orderId, causes: ['cmd/N1/first', 'cmd/N2/ops', 'cmd/N3/ops'] })),
    );
    expect(ids.map((id) => Object.fromEntries(notesOf(id)))).toEqual([
      { 'cmd/N1/first': 'cmd/N1/first note' },
      { 'cmd/N2/ops': 'cmd/N2/ops note' },
      {},
    ]);
    const cancelled = await findCancelNotes(opened.db, ids);
    expect(ids.map((id) => cancelled.get(id))).toEqual(['cmd/N1/again note', 'cmd/N2/again note', undefined]);
    expect(queries).toHaveBeenCalledTimes(2);
  });

  test('free text is found by its cause, of a command or of a callback', async () => {
    const { inserted } = await seedOrders(opened.db, ['NOTE']);
    const orderId = inserted[0]?.orderId ?? 0;
    await storeMessages(opened.db, [callback('NOTE', '1', { note: 'SKU unknown' })]);
    await saveNotes(opened.db, [{ orderId, cause: 'cmd/1', note: 'Customer called.' }]);
    await saveNotes(opened.db, [
      { orderId, cause: 'cmd/1', note: 'Changed.' },
      { orderId, cause: 'cmd/2' },
    ]);
    const notesOf = await findNotes(opened.db, [{ orderId, causes: ['cmd/1', 'cmd/2', 'wms-1:1', 'none'] }]);
    expect(Object.fromEntries(notesOf(orderId))).toEqual({ 'cmd/1': 'Customer called.', 'wms-1:1': 'SKU unknown' });
  });
});
