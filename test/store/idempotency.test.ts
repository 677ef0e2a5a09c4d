import { sql } from 'drizzle-orm';
import {
  abandonIdempotent,
  beginIdempotent,
  finishIdempotent,
  lookupIdempotent,
  purgeIdempotent,
} from '../../src/store/idempotency';
import { openTestDatabase } from './support/fixtures';

const KEY = { scope: 'ORG1 POST /orders', key: 'k-1', fingerprint: 'f-1' };
const ANSWER = { status: 201, body: { data: { status: 'CREATED' } }, resource: '/orders/1' };

describe('idempotency keys', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeEach(async () => {
    opened = await openTestDatabase();
  });
  afterEach(() => opened.close());

  test('a key that was never used is unknown', async () => {
    expect(await lookupIdempotent(opened.db, KEY)).toBeNull();
  });

  test('of many first requests at once one starts, the others see it running, and later its answer', async () => {
    const first = await Promise.all(Array.from({ length: 10 }, () => beginIdempotent(opened.db, KEY)));
    expect(first.filter(({ state }) => state === 'started')).toHaveLength(1);
    expect(first.filter(({ state }) => state === 'running')).toHaveLength(9);
    await finishIdempotent(opened.db, [{ ...KEY, answer: ANSWER }]);
    expect(await beginIdempotent(opened.db, KEY)).toEqual({ state: 'finished', answer: ANSWER });
    expect(await lookupIdempotent(opened.db, KEY)).toEqual({ state: 'finished', answer: ANSWER });
  });

  test('the same key with another request is a mismatch, running or finished', async () => {
    const other = { ...KEY, fingerprint: 'f-2' };
    await beginIdempotent(opened.db, KEY);
    expect(await beginIdempotent(opened.db, other)).toEqual({ state: 'mismatch' });
    await finishIdempotent(opened.db, [{ ...other, answer: { ...ANSWER, status: 400 } }]);
    await finishIdempotent(opened.db, [{ ...KEY, answer: ANSWER }]);
    expect(await beginIdempotent(opened.db, other)).toEqual({ state: 'mismatch' });
    expect(await lookupIdempotent(opened.db, KEY)).toEqual({ state: 'finished', answer: ANSWER });
  });

  test('keys of different scopes have nothing to do with each other', async () => {
    await beginIdempotent(opened.db, KEY);
    expect(await beginIdempotent(opened.db, { ...KEY, scope: 'ORG2 POST /orders' })).toEqual({ state: 'started' });
  });

  test('an answer can be kept at once, in the transaction that does the work; the first answer stays', async () => {
    await opened.db.transaction((tx) => finishIdempotent(tx, [{ ...KEY, answer: { ...ANSWER, body: null } }]));
    await finishIdempotent(opened.db, [{ ...KEY, answer: { ...ANSWER, status: 409 } }]);
    expect(await lookupIdempotent(opened.db, KEY)).toEqual({ state: 'finished', answer: { ...ANSWER, body: null } });
  });

  test('a request that failed gives its key back; an answered one is kept', async () => {
    await beginIdempotent(opened.db, KEY);
    await abandonIdempotent(opened.db, KEY);
    expect(await beginIdempotent(opened.db, KEY)).toEqual({ state: 'started' });
    await finishIdempotent(opened.db, [{ ...KEY, answer: ANSWER }]);
    await abandonIdempotent(opened.db, KEY);
    expect(await lookupIdempotent(opened.db, KEY)).not.toBeNull();
  });

  test('the key of a request that died is taken over after a minute, by the same request only', async () => {
    await beginIdempotent(opened.db, KEY);
    await opened.db.execute(sql`update idempotency_keys set taken_at = now() - interval '61 seconds'`);
    expect(await beginIdempotent(opened.db, { ...KEY, fingerprint: 'f-2' })).toEqual({ state: 'mismatch' });
    expect(await beginIdempotent(opened.db, KEY)).toEqual({ state: 'started' });
    expect(await beginIdempotent(opened.db, KEY)).toEqual({ state: 'running' });
  });

  test('keys are kept for seven days and then forgotten', async () => {
    await finishIdempotent(opened.db, [{ ...KEY, answer: ANSWER }]);
    expect(await purgeIdempotent(opened.db)).toBe(0);
    await opened.db.execute(sql`update idempotency_keys set expires_at = expires_at - interval '7 days'`);
    expect(await lookupIdempotent(opened.db, KEY)).toBeNull();
    expect(await beginIdempotent(opened.db, { ...KEY, fingerprint: 'f-2' })).toEqual({ state: 'started' });
    await opened.db.execute(sql`update idempotency_keys set expires_at = expires_at - interval '7 days'`);
    expect(await purgeIdempotent(opened.db)).toBe(1);
  });
});
