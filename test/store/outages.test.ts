import { sql } from 'drizzle-orm';
import { saveConnection } from '../../src/store/connections';
import { endOutage, findOutages, noteOutage } from '../../src/store/outages';
import { openTestDatabase, SCOPE } from './support/fixtures';

describe('outages of connections', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
    const more = { buildingId: null, scac: null, url: 'https://x', credential: 'c', signingSecret: 's', active: true };
    for (const id of ['W1', 'W2']) await saveConnection(opened.db, { id, orgId: SCOPE.orgId, kind: 'wms', ...more });
  });
  afterAll(() => opened.close());
  const at = (second: number): string => new Date(1_800_000_000_000 + second * 1000).toISOString();

  test('last until a call comes through, since the earliest beginning that a worker saw', async () => {
    const { db } = opened;
    await noteOutage(db, { connectionId: 'W1', since: at(5), code: 'TIMEOUT' });
    await noteOutage(db, { connectionId: 'W1', since: at(2), code: 'UNREACHABLE' });
    await noteOutage(db, { connectionId: 'W1', since: at(9), code: 'UNREACHABLE' });
    expect(await findOutages(db, ['W1', 'W2'])).toEqual([{ connectionId: 'W1', since: at(2), code: 'UNREACHABLE' }]);
    await endOutage(db, 'W1');
    expect(await findOutages(db, ['W1'])).toEqual([]);
  });

  test('that nobody has spoken of for a minute count no more, and a later one begins anew', async () => {
    const { db } = opened;
    await noteOutage(db, { connectionId: 'W2', since: at(1), code: 'UNREACHABLE' });
    await db.execute(sql`update connection_outages set seen_at = seen_at - interval '61 seconds'`);
    expect(await findOutages(db, ['W2'])).toEqual([]);
    await noteOutage(db, { connectionId: 'W2', since: at(90), code: 'UNREACHABLE' });
    expect(await findOutages(db, ['W2'])).toMatchObject([{ since: at(90) }]);
  });

  test('of a connection that is not there are not kept', () =>
    noteOutage(opened.db, { connectionId: 'NONE', since: at(1), code: 'UNREACHABLE' }));
});
