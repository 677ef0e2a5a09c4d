import { Webhook } from 'standardwebhooks';
import { bodilessPayload, signatureHeaders, verifyCallback } from '../../src/contract/partner';
import { startWorld, drop, LIMIT } from '../sandbox/world';
import type { TestWorld } from '../sandbox/world';

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const connection = { id: 'wms-1', signingSecret: secret };
const body = '{"events":[]}';

describe('signatures between us and partners', () => {
  test('what one side signs the other verifies, as text and as bytes', () => {
    const headers = signatureHeaders(connection, 'msg_1', body);
    expect(verifyCallback(connection, body, headers)).toMatchObject({ ok: true, messageId: 'msg_1' });
    expect(verifyCallback(connection, Buffer.from(body), headers).ok).toBe(true);
    expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
  });

  test('another body, secret, id or time is not ok', () => {
    const headers = signatureHeaders(connection, 'msg_1', body);
    const bad = { ok: false, reason: 'bad_signature' };
    expect(verifyCallback(connection, `${body} `, headers)).toEqual(bad);
    expect(verifyCallback({ signingSecret: other }, body, headers)).toEqual(bad);
    expect(verifyCallback(connection, body, { ...headers, 'webhook-id': 'msg_2' })).toEqual(bad);
    expect(verifyCallback({ signingSecret: 'not base64 !' }, body, headers)).toEqual(bad);
    const old = signatureHeaders(connection, 'msg_1', body, new Date(Date.now() - 6 * 60_000));
    expect(verifyCallback(connection, body, old)).toEqual({ ok: false, reason: 'bad_timestamp' });
    expect(verifyCallback(connection, body, { ...headers, 'webhook-timestamp': 'soon' })).toEqual({
      ok: false,
      reason: 'bad_timestamp',
    });
    expect(verifyCallback(connection, body, {})).toEqual({ ok: false, reason: 'unsigned' });
  });

  test('a request without a body signs its target', () => {
    const headers = signatureHeaders(connection, 'void/BK-1', bodilessPayload('delete', '/tms/bookings/BK-1'));
    expect(verifyCallback(connection, 'DELETE /tms/bookings/BK-1', headers).ok).toBe(true);
    expect(verifyCallback(connection, 'DELETE /tms/bookings/BK-2', headers).ok).toBe(false);
  });

  describe('at the partner’s door', () => {
    let world: TestWorld;
    beforeAll(async () => void (world = await startWorld()));
    afterAll(() => world.stop());

    test.each([
      ['a forged signature', { signingSecret: other }],
      ['a wrong credential', { credential: 'guess' }],
      ['an unknown connection', { id: 'wms-9' }],
      ['a connection of the other kind', { id: 'tms-1' }],
    ])('%s is refused', async (_what, change) => {
      const wrong = { ...world.connection('wms'), ...change };
      await expect(world.partners.wms.drop(wrong, [drop('S-1')], LIMIT)).rejects.toMatchObject({ kind: 'refused' });
      expect((await world.control('/summary')).body.counts.orders).toBe(0);
    });
  });
});
