import {
  adoptParked,
  expireParked,
  findReportedShipments,
  findUnapplied,
  listUnplaced,
  purgeApplied,
  storeMessages,
} from '../../src/store/inbox';
import { callback, claim, openTestDatabase, ORG, seedOrders, UNIT } from './support/fixtures';

const DAY = 24 * 3_600_000;
const parkedReason = 'ORDER_UNKNOWN';
const key = (orderNumber: string) => ({ businessUnitId: UNIT, orderNumber });

describe('keeping messages', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeEach(async () => {
    opened = await openTestDatabase();
  });
  afterEach(() => opened.close());

  const stateOf = async (id: string): Promise<string | undefined> =>
    (await opened.db.pool.query(`select state from inbox where id = $1`, [id])).rows[0]?.state;

  test('a message of another organization is not taken for one about our order, whatever it names', async () => {
    const foreign = { orgId: 'ORG2', parkedReason };
    await storeMessages(opened.db, [callback('MINE', 'early', foreign)]);
    await seedOrders(opened.db, ['MINE']);
    expect(await stateOf('wms-1:early')).toBe('parked');
    await storeMessages(opened.db, [callback('MINE', 'late', foreign), callback('MINE', 'open', { orgId: 'ORG2' })]);
    expect(await adoptParked(opened.db, 100)).toBe(0);
    expect((await claim(opened.db, 'MINE')).pending).toEqual([]);
    const found = await findUnapplied(opened.db, { olderThanMs: 0, limit: 9, namespaceId: 'ns' });
    expect(found).toEqual({ marked: [], unmarked: [], orphans: ['wms-1:open'] });
  });

  test('what is parked past its time becomes a dead letter with its reason, anything else stays', async () => {
    const expiresAt = '2020-01-01T00:00:00.000Z';
    await storeMessages(opened.db, [
      callback('A', 'late', { parkedReason: 'Nobody.', expiresAt }),
      callback('A', 'young', { parkedReason }),
      callback('A', 'pending', { expiresAt }),
    ]);
    expect(await expireParked(opened.db)).toBe(1);
    const { rows } = await opened.db.pool.query(`select state, parked_reason from inbox where id = 'wms-1:late'`);
    expect(rows).toEqual([{ state: 'discarded', parked_reason: 'Nobody. None came in time.' }]);
    expect([await stateOf('wms-1:young'), await stateOf('wms-1:pending')]).toEqual(['parked', 'pending']);
  });

  test('what was applied long ago is removed, by the time of its application and not of its arrival', async () => {
    await storeMessages(
      opened.db,
      ['old', 'fresh', 'open'].map((id) => callback('A', id, { expiresAt: '2020-01-01T00:00:00.000Z' })),
    );
    const age = `update inbox set received_at = now() - interval '40 days', state = 'applied', applied_at = now() - $2::interval
                  where id = $1`;
    await opened.db.pool.query(age, ['wms-1:old', '31 days']);
    await opened.db.pool.query(age, ['wms-1:fresh', '29 days']);
    expect(await purgeApplied(opened.db, 30 * DAY)).toBe(1);
    const { rows } = await opened.db.pool.query('select id from inbox order by id');
    expect(rows.map(({ id }) => id)).toEqual(['wms-1:fresh', 'wms-1:open']);
  });

  test('shipments that waiting messages report are found by their order, first report first', async () => {
    const report = (orderNumber: string, id: string, digest: string, members = {}) => {
      const shipment = { shipmentId: 'S1', digest, carrierCode: null, trackingNumber: null, lines: [] };
      const message = {
        type: 'shipment_confirmed' as const,
        shipments: [shipment],
        orderComplete: false,
        expected: [],
      };
      const envelope = { cause: `wms-1:${id}`, at: '2026-03-02T10:00:00.000Z', actor: 'wms' as const, message };
      return callback(orderNumber, id, { envelope, ...members });
    };
    await storeMessages(opened.db, [report('A', '2', 'first')]);
    await storeMessages(opened.db, [
      report('A', '1', 'second', { parkedReason }),
      report('A', '3', 'applied'),
      report('A', '4', 'foreign', { orgId: 'ORG2' }),
      report('B', '5', 'other order'),
      callback('A', '6'),
    ]);
    await opened.db.pool.query(`update inbox set state = 'applied', applied_at = now() where id = 'wms-1:3'`);
    await opened.db.pool.query(`update inbox set received_at = received_at - interval '1 s' where id = 'wms-1:2'`);
    expect(await findReportedShipments(opened.db, ORG, key('A'))).toEqual([
      { shipmentId: 'S1', digest: 'first' },
      { shipmentId: 'S1', digest: 'second' },
    ]);
  });

  test('a walk through messages without an order sees each once and ends', async () => {
    const unplaced = { parkedReason, key: null, envelope: null };
    const ids = ['1', '2', '3', '4', '5'];
    await storeMessages(opened.db, [
      ...ids.map((id) => callback('-', id, unplaced)),
      callback('A', '6', { parkedReason }),
    ]);
    const seen: string[] = [];
    let after: Parameters<typeof listUnplaced>[1]['after'] = null;
    do {
      const page = await listUnplaced(opened.db, { after, limit: 2 });
      seen.push(...page.rows.map(({ messageId }) => messageId));
      after = page.next;
    } while (after);
    expect(seen).toEqual(ids);
  });
});
