import { randomBytes } from 'node:crypto';
import { saveBuilding } from '../../src/store/buildings';
import { saveClient } from '../../src/store/clients';
import { openDatabase, type Database } from '../../src/store/database';
import { api } from '../api/support';
import { apiClient, type AnyJson, type ApiClient } from '../harness/client';

export const { client, demo, orderLike } = api();

export const newId = (prefix: string): string => `${prefix}-${randomBytes(4).toString('hex')}`;

const ADDRESS = { name: 'Northwind', address1: '18 Mill Lane', city: 'Leeds', country: 'GB', postalCode: 'LS1 4AB' };

/** A business unit as a client sends it. */
export const unitLike = (members: Record<string, unknown> = {}) => ({
  businessUnitId: newId('BU'),
  name: 'Northwind Records UK',
  type: 'b2c',
  taxId: 'GB123456789',
  billingAddress: ADDRESS,
  primaryContact: { name: 'Ada Marsh', email: 'ops@northwind.example' },
  brokerAccount: [{ brokerAccountId: 'BRK-1', brokerName: 'Channel Customs', accountNumber: '884411' }],
  erpGroup: 'EMEA',
  ...members,
});

/** Makes a unit by the API; answers its path. */
export async function makeUnit(members: Record<string, unknown> = {}): Promise<string> {
  const unit = unitLike(members);
  const { status } = await client.post('/business_units', unit);
  expect(status).toBe(201);
  return `/business_units/${unit.businessUnitId}`;
}

/** The database of the shared stack, for what no call of the API does. */
export async function inDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(demo.databaseUrl, 2);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** Sets a building up, as an operator does; answers its id. */
export async function makeBuilding(orgId = demo.orgId, active = true): Promise<string> {
  const buildingId = `B${randomBytes(2).toString('hex').toUpperCase()}`;
  await inDatabase((db) =>
    saveBuilding(db, { orgId, buildingId, name: `Hall ${buildingId}`, address: { city: 'Hull' }, active }),
  );
  return buildingId;
}

/** A client of the organization with some scopes, for some units or (null) all. */
export async function limitedClient(scopes: string[], businessUnitIds: string[] | null): Promise<ApiClient> {
  const clientId = newId('C');
  const { orgId, apiUrl } = demo;
  const clientSecret = await inDatabase((db) =>
    saveClient(db, { clientId, orgId, name: clientId, scopes, businessUnitIds }),
  );
  const path = `/organizations/${orgId}/erp_token`;
  const { body } = await client.post(path, { clientId, clientSecret }, { token: null });
  return apiClient({ apiUrl, token: body.data.token });
}

/** The violations of a problem, as `code field`. */
export const violationsOf = (body: AnyJson): string[] =>
  body.errors.map((error: AnyJson) => `${error.code} ${error.field}`);
