import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPartners, PartnerError } from '../../src/partners';
import { createLogger } from '../../src/platform/log';
import { retryAfterMs } from '../../src/partners/retryAfter';
import { LIMIT, SECRET, drop, pause } from '../sandbox/world';

/** A partner that answers what the test wants. */
describe('clients of partners', () => {
  let answer: { status: number; body: string; headers?: Record<string, string> };
  let calls = 0;
  const server = createServer((_req, res) => {
    calls++;
    if (answer.status === 0) return;
    res.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const log = createLogger('test', 'silent');
  let partners = createPartners({ log });
  let connection = { id: 'wms-1', url: '', credential: 'c', signingSecret: SECRET };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    connection = { ...connection, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/` };
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    partners = createPartners({ log, breaker: { threshold: 3, halfOpenAfterMs: 200 } });
    calls = 0;
  });

  const json = (status: number, body: unknown, headers?: Record<string, string>) => {
    answer = { status, body: JSON.stringify(body), headers };
  };
  const send = (options = LIMIT as { timeoutMs: number; signal?: AbortSignal }) =>
    partners.wms.drop(connection, [drop('P-1')], options);
  const failure = async (options?: { timeoutMs: number }) => {
    const e: unknown = await send(options).catch((error: unknown) => error);
    if (!(e instanceof PartnerError)) throw new Error('no PartnerError');
    return e;
  };

  test.each([
    [200, { success: false, errorCode: 'UNKNOWN_SKU' }, 'refused', 'UNKNOWN_SKU'],
    [200, { errors: [{ code: 'ALREADY_SHIPPED', message: 'to Ada Byrne' }] }, 'refused', 'ALREADY_SHIPPED'],
    [200, { status: 'error', code: 'something of their own' }, 'refused', 'OTHER'],
    [422, { error: { code: 'ORDER_EXISTS' } }, 'refused', 'ORDER_EXISTS'],
    [400, 'what?', 'refused', 'OTHER'],
    [403, {}, 'refused', 'UNAUTHORIZED'],
    [200, { results: [] }, 'server', 'BAD_ANSWER'],
    [200, { results: [{ messageId: 'another', status: 'accepted' }] }, 'server', 'BAD_ANSWER'],
    [200, { results: [{ messageId: 'SO-P-1/release/1', status: 'maybe' }] }, 'server', 'BAD_ANSWER'],
    [302, {}, 'server', 'BAD_ANSWER'],
    [503, {}, 'server', 'SERVER_ERROR'],
  ])('%d %j is %s %s', async (status, body, kind, code) => {
    json(status, body);
    const e = await failure();
    expect({ kind: e.kind, code: e.code }).toEqual({ kind, code });
    expect(e.mayHaveActed).toBe(kind === 'server');
    expect(e.message).toBe(`wms-1: ${code}`);
  });

  test('an unknown refusal of one message counts as OTHER', async () => {
    json(200, { results: [{ messageId: 'SO-P-1/release/1', status: 'refused', code: 'dear Ada, no' }] });
    expect(await send()).toEqual([{ messageId: 'SO-P-1/release/1', status: 'refused', code: 'OTHER' }]);
  });

  test('Retry-After is reported, as seconds or as a date', async () => {
    json(503, {}, { 'retry-after': '12' });
    expect((await failure()).retryAfterMs).toBe(12_000);
    expect(retryAfterMs('Tue, 01 Sep 2026 10:00:30 GMT', Date.parse('2026-09-01T10:00:00Z'))).toBe(30_000);
    expect(retryAfterMs('999999')).toBe(3_600_000);
    expect(retryAfterMs('soon')).toBeUndefined();
    expect(retryAfterMs(null)).toBeUndefined();
  });

  test('a refused connection surely did nothing', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const gone = { ...connection, id: 'wms-2', url: `http://127.0.0.1:${port}` };
    const refused = { kind: 'unreachable', code: 'UNREACHABLE', mayHaveActed: false };
    await expect(partners.wms.drop(gone, [drop('P-1')], LIMIT)).rejects.toMatchObject(refused);
  });

  test.each([{ url: 'nowhere' }, { signingSecret: '' }])('a connection that cannot be used: %j', async (wrong) => {
    const call = partners.wms.drop({ ...connection, ...wrong }, [drop('P-1')], LIMIT);
    await expect(call).rejects.toMatchObject({ kind: 'refused', code: 'MISCONFIGURED', mayHaveActed: false });
  });

  test('the caller’s own end is thrown as it is', async () => {
    json(0, {});
    const controller = new AbortController();
    const reason = new Error('cancelled');
    setTimeout(() => controller.abort(reason), 50);
    await expect(send({ timeoutMs: 5000, signal: controller.signal })).rejects.toBe(reason);
  });

  test('the breaker opens after outages in a row, turns calls away, closes after a success', async () => {
    json(500, {});
    for (let i = 0; i < 3; i++) await failure();
    expect(partners.isOpen('wms-1', 'patient')).toBe(true);
    const e = await failure();
    expect(e).toMatchObject({ code: 'BREAKER_OPEN', mayHaveActed: false });
    expect(e.retryAfterMs).toBeGreaterThan(0);
    expect(calls).toBe(3);
    await pause(220);
    json(200, { results: [{ messageId: 'SO-P-1/release/1', status: 'accepted' }] });
    await send();
    expect(partners.isOpen('wms-1', 'patient')).toBe(false);
  });

  test('refusals never open it, and quick time-outs leave the patient lane alone', async () => {
    json(422, { error: { code: 'UNKNOWN_SKU' } });
    for (let i = 0; i < 5; i++) await failure();
    expect(calls).toBe(5);
    json(0, {});
    for (let i = 0; i < 3; i++) await failure({ timeoutMs: 30 });
    expect(partners.isOpen('wms-1', 'quick')).toBe(true);
    expect(partners.isOpen('wms-1', 'patient')).toBe(false);
  });
});
