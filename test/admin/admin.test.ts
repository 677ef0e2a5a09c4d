import { listClients, verifyClient } from '../../src/store/clients';
import { findConnection } from '../../src/store/connections';
import { openDatabase, type Database } from '../../src/store/database';
import { operator } from '../harness/admin';
import { testDatabase } from '../harness/database';
import { stack } from '../harness/stack';

let db: Database;
let drop: () => Promise<void>;
let admin: ReturnType<typeof operator>;
beforeAll(async () => {
  const database = await testDatabase();
  drop = database.drop;
  db = openDatabase(database.url, 2);
  admin = operator({ databaseUrl: database.url, temporalAddress: stack().temporalAddress });
});
afterAll(async () => {
  await db.close();
  await drop();
});

const secretIn = (output: string, what = 'Client secret'): string => {
  const [, secret] = new RegExp(`${what} \\(shown only now\\): (\\S+)`).exec(output) ?? [];
  if (!secret) throw new Error(`no secret in: ${output}`);
  return secret;
};

describe('npm run admin', () => {
  it('init makes a client that works, and once more changes nothing and shows no secret', async () => {
    const output = await admin('init --org ACME --unit BU7 --unit-type b2b --building LDN1 --client erp');
    expect(await verifyClient(db, 'erp', secretIn(output))).toMatchObject({ orgId: 'ACME', scopes: ['admin'] });
    const again = await admin('init --org ACME --unit BU7 --building LDN1 --client erp');
    expect(again).toContain('Business unit BU7: exists.');
    expect(again).not.toContain('shown only now');
    expect(await verifyClient(db, 'erp', secretIn(output))).not.toBeNull();
  });

  it('client create and rotate show each secret once', async () => {
    const first = secretIn(
      await admin('client create --client shop --org ACME --scopes orders:read,orders:write --units BU7'),
    );
    expect(await verifyClient(db, 'shop', first)).toMatchObject({ businessUnitIds: ['BU7'] });
    const second = secretIn(await admin('client rotate shop'));
    expect(await verifyClient(db, 'shop', first)).toBeNull();
    expect(await verifyClient(db, 'shop', second)).not.toBeNull();
    expect(await admin('client list --org ACME')).toContain('shop  shop  orders:read,orders:write  BU7');
    expect(await listClients(db, 'ACME')).toHaveLength(2);
  });

  it('connection set makes secrets for a new connection and keeps them on a change', async () => {
    const made = await admin(
      'connection set --id wms-1 --org ACME --kind wms --url https://wms.example/drop --building LDN1',
    );
    const secret = secretIn(made, 'Signing secret');
    expect(secret).toMatch(/^whsec_/);
    const changed = await admin('connection set --id wms-1 --org ACME --url https://wms.example/v2');
    expect(changed).not.toContain('shown only now');
    expect(await findConnection(db, 'wms-1')).toMatchObject({
      kind: 'wms',
      url: 'https://wms.example/v2',
      buildingId: 'LDN1',
      signingSecret: secret,
    });
    const listed = await admin('connection list --org ACME');
    expect(listed).toContain('wms-1  wms  LDN1');
    expect(listed).not.toContain(secret);
  });

  it.each([
    ['a command that does not exist', 'client destroy', 'There is no command "client destroy".'],
    ['an unknown option', 'client list --organisation X', '--organisation'],
    ['a missing option', 'client create --client x', '--org is missing.'],
    ['an existing client', 'client create --client erp --org ACME --scopes admin', 'client rotate erp'],
    ['a client that is not there', 'client rotate nobody', 'There is no API client nobody.'],
    ['an unknown organization', 'connection set --id c --org NOPE --kind wms --url http://x', 'no organization NOPE'],
    ['a carrier without its code', 'connection set --id c --org ACME --kind carrier --url http://x', '--scac'],
    ['a date that is none', 'reconcile --closed-since yesterday', '--closed-since is an instant'],
    ['a rate that is none', 'restart-workflows --rate 0', '--rate is a whole number from 1 to 1000.'],
    ['an order that is not there', 'restart-workflows --order BU7/NONE', 'There is no order BU7/NONE'],
    ['a long building code', 'init --building LONDON', 'more than 5 characters'],
  ])('refuses %s in plain words', async (_what, line, words) => {
    await expect(admin(line)).rejects.toThrow(words);
  });

  it('explains itself', async () => {
    expect(await admin('help')).toContain('client rotate');
  });
});
