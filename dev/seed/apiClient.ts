import { saveClient, verifyClient } from '../../src/store/clients';
import type { Queries } from '../../src/store/database';
import { DEMO_SCOPES, TENANT } from './tenant';

/** Writes the demo's API client with every scope, under the secret that the home keeps. */
export async function seedApiClient(db: Queries, clientSecret: string): Promise<void> {
  const { clientId, orgId } = TENANT;
  const known = await verifyClient(db, clientId, clientSecret);
  if (known && DEMO_SCOPES.every((scope) => known.scopes.includes(scope))) return;
  const client = { clientId, orgId, name: 'Demo', scopes: DEMO_SCOPES, businessUnitIds: null };
  await saveClient(db, client, clientSecret);
}
