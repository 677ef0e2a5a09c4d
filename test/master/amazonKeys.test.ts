import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { createSealer } from '../../src/store/sealed';
import { ownApi } from '../api/ownApi';
import { client, inDatabase, makeUnit, newId, violationsOf } from './support';

const keys = { sellerId: 'A1SELLER', marketplaceId: 'A1F83G8C2ARO7P', clientId: 'amzn1.application-oa2-client.x' };
const masked = { ...keys, hasClientSecret: 'Y', hasRefreshToken: 'Y' };

describe('Amazon keys of a unit', () => {
  it('are set, replaced as a whole, seen without their secrets, and removed', async () => {
    const path = `${await makeUnit()}/amazon_sfp_keys`;
    const none = await client.get(path);
    expect([none.status, none.body.code]).toEqual([404, 'KEYS_NOT_SET']);
    const sent = { ...keys, clientSecret: 'first', refreshToken: 'second' };
    const { body } = await client.put(path, sent);
    expect(body.data).toEqual({ ...masked, updatedAt: body.data.updatedAt });
    expect((await client.get(path)).body).toEqual(body);
    const bad = await client.put(path, { ...keys, clientSecret: '' });
    expect([bad.status, violationsOf(bad.body).sort()]).toEqual([
      400,
      ['REQUIRED data.refreshToken', 'TOO_SMALL data.clientSecret'],
    ]);
    expect((await client.put(path, { ...sent, sellerId: 'B2' })).body.data.sellerId).toBe('B2');
    expect((await client.delete(path)).body).toEqual({});
    expect((await client.delete(path)).body).toEqual({});
    expect((await client.get(path)).status).toBe(404);
  });

  it('stand nowhere in clear: not in the database, in no answer, in no log', async () => {
    const unit = await makeUnit();
    const [secret, token, further] = [newId('very-secret'), newId('refresh'), newId('further')];
    const sent = { ...keys, clientSecret: secret, refreshToken: token, secondSecret: further };
    const answers = [
      await client.put(`${unit}/amazon_sfp_keys`, sent, { headers: { 'idempotency-key': newId('key') } }),
      await client.put(`${unit}/amazon_sfp_keys`, { ...sent, sellerId: 7 }),
      await client.get(`${unit}/amazon_sfp_keys`),
      await client.get(unit),
    ];
    const row = await inDatabase(async (db) => {
      const found = await db.execute<{ sealed: Buffer }>(
        sql`select sealed from amazon_keys where business_unit_id = ${unit.split('/').at(-1)}`,
      );
      const idempotent = await db.execute(sql`select * from idempotency_keys`);
      return { sealed: found.rows[0]?.sealed ?? Buffer.alloc(0), idempotent };
    });
    const logs = join(dirname(process.env.WAYBILL_TEST_STACK ?? ''), 'logs');
    const files = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'latin1'));
    expect(files.join('').length).toBeGreaterThan(0);
    expect(row.sealed.length).toBeGreaterThan(secret.length + token.length);
    const texts = [JSON.stringify(answers), row.sealed.toString('latin1'), JSON.stringify(row.idempotent), ...files];
    for (const hidden of [secret, token, further]) expect(texts.filter((text) => text.includes(hidden))).toEqual([]);
  });

  it('that were encrypted under another secret are said not to be there', async () => {
    const unit = await makeUnit();
    await client.put(`${unit}/amazon_sfp_keys`, { ...keys, clientSecret: 'a', refreshToken: 'b' });
    const { running, own } = await ownApi({ ENCRYPTION_SECRET: 'e'.repeat(40) });
    try {
      const { data } = (await own.get(`${unit}/amazon_sfp_keys`)).body;
      expect(data).toMatchObject({ ...keys, hasClientSecret: 'N', hasRefreshToken: 'N' });
    } finally {
      await running.stop();
    }
  });
});

describe('a sealer', () => {
  const sealer = createSealer('s'.repeat(40), 'test');

  it('opens what it sealed, for the same place only, and each time it seals is another', () => {
    const [one, two] = [sealer.seal('Grüße', 'BU1'), sealer.seal('Grüße', 'BU1')];
    expect(one.equals(two)).toBe(false);
    expect([sealer.open(one, 'BU1'), sealer.open(one, 'BU2')]).toEqual(['Grüße', null]);
    expect(createSealer('s'.repeat(40), 'other').open(one, 'BU1')).toBeNull();
    expect(createSealer('t'.repeat(40), 'test').open(one, 'BU1')).toBeNull();
  });

  it('opens nothing that was changed or cut', () => {
    const sealed = sealer.seal('secret', 'BU1');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(sealer.open(changed, 'BU1')).toBeNull();
    }
    expect([sealer.open(Buffer.alloc(0), 'BU1'), sealer.open(sealed.subarray(0, 20), 'BU1')]).toEqual([null, null]);
  });
});
