import { sql } from 'drizzle-orm';
import {
  deactivateClient,
  findClient,
  listClients,
  rotateClientSecret,
  saveClient,
  verifyClient,
} from '../../src/store/clients';
import { saveOrganization } from '../../src/store/organizations';
import { openTestDatabase, ORG } from './support/fixtures';

const CLIENT = { clientId: 'shop', orgId: ORG, name: 'Shop', scopes: ['orders:read'], businessUnitIds: ['BU01'] };

describe('API clients', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterAll(() => opened.close());

  test('a client is known by its id and secret and by nothing else', async () => {
    const secret = await saveClient(opened.db, CLIENT);
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(await verifyClient(opened.db, 'shop', secret)).toEqual(CLIENT);
    for (const wrong of ['', `${secret}x`, secret.slice(0, -1), secret.toUpperCase()])
      expect(await verifyClient(opened.db, 'shop', wrong)).toBeNull();
    expect(await verifyClient(opened.db, 'nobody', secret)).toBeNull();
  });

  test('a secret is never stored in clear, and two equal secrets do not look equal', async () => {
    for (const clientId of ['one', 'two']) await saveClient(opened.db, { ...CLIENT, clientId }, 'the-very-same-secret');
    const { rows } = await opened.db.execute(
      sql`select c::text as text, c.secret_hash from api_clients c where name = 'Shop'`,
    );
    expect(JSON.stringify(rows)).not.toContain('the-very-same-secret');
    expect(new Set(rows.map((row) => row['secret_hash'])).size).toBe(rows.length);
    expect(await verifyClient(opened.db, 'two', 'the-very-same-secret')).toMatchObject({ clientId: 'two' });
  });

  test('a rotated secret replaces the old one', async () => {
    const old = await saveClient(opened.db, { ...CLIENT, clientId: 'rotated' });
    const fresh = await rotateClientSecret(opened.db, 'rotated');
    expect(await verifyClient(opened.db, 'rotated', old)).toBeNull();
    expect(await verifyClient(opened.db, 'rotated', fresh ?? '')).not.toBeNull();
    expect(await rotateClientSecret(opened.db, 'nobody')).toBeNull();
  });

  test('an id that is taken in another organization is refused and stays with that one', async () => {
    const secret = await saveClient(opened.db, { ...CLIENT, clientId: 'ours' });
    await saveOrganization(opened.db, { orgId: 'ORG2', name: 'Others' });
    const stolen = saveClient(opened.db, { ...CLIENT, clientId: 'ours', orgId: 'ORG2', scopes: ['admin'] });
    await expect(stolen).rejects.toThrow('The client id ours belongs to another organization.');
    expect(await verifyClient(opened.db, 'ours', secret)).toEqual({ ...CLIENT, clientId: 'ours' });
    expect(await findClient(opened.db, ORG, 'ours')).toMatchObject({ clientId: 'ours' });
    expect(await findClient(opened.db, 'ORG2', 'ours')).toBeNull();
  });

  test('a deactivated client gets no further token', async () => {
    const secret = await saveClient(opened.db, { ...CLIENT, clientId: 'gone', businessUnitIds: null });
    expect(await verifyClient(opened.db, 'gone', secret)).toMatchObject({ businessUnitIds: null });
    await deactivateClient(opened.db, 'gone');
    expect(await verifyClient(opened.db, 'gone', secret)).toBeNull();
    expect((await listClients(opened.db, ORG)).map(({ clientId }) => clientId)).not.toContain('gone');
  });
});
