import { and, asc, eq } from 'drizzle-orm';
import type { Queries } from './database';
import { apiClients } from './schema';
import type { Scope } from './scope';
import { hashSecret, matchesSecret, newSecret } from './secrets';

/** Who may ask for a token, and for what; `businessUnitIds` null: every unit of the organization. */
export interface ApiClient extends Scope {
  clientId: string;
  name: string;
  scopes: string[];
}

const columns = {
  clientId: apiClients.clientId,
  orgId: apiClients.orgId,
  name: apiClients.name,
  scopes: apiClients.scopes,
  businessUnitIds: apiClients.businessUnitIds,
};

/**
 * Creates a client, or changes the one of this id, and answers its secret: the given one, else a new one. It is not
 * stored in clear and cannot be read again.
 *
 * @throws Error when the id is taken by a client of another organization, which stays as it is
 */
export async function saveClient(db: Queries, client: ApiClient, clientSecret = newSecret()): Promise<string> {
  const { clientId, orgId, name, scopes, businessUnitIds } = client;
  const values = {
    orgId,
    name,
    scopes,
    businessUnitIds: businessUnitIds && [...businessUnitIds],
    secretHash: await hashSecret(clientSecret),
    active: true,
  };
  const saved = await db
    .insert(apiClients)
    .values({ clientId, ...values })
    .onConflictDoUpdate({ target: apiClients.clientId, set: values, setWhere: eq(apiClients.orgId, orgId) })
    .returning({ clientId: apiClients.clientId });
  if (saved.length === 0) throw new Error(`The client id ${clientId} belongs to another organization.`);
  return clientSecret;
}

/** Replaces a client's secret; null when there is no such client. */
export async function rotateClientSecret(db: Queries, clientId: string): Promise<string | null> {
  const clientSecret = newSecret();
  const secretHash = await hashSecret(clientSecret);
  const changed = await db
    .update(apiClients)
    .set({ secretHash })
    .where(eq(apiClients.clientId, clientId))
    .returning({ clientId: apiClients.clientId });
  return changed.length > 0 ? clientSecret : null;
}

/** Takes a client's access away; its tokens live on until they expire. */
export async function deactivateClient(db: Queries, clientId: string): Promise<void> {
  await db.update(apiClients).set({ active: false }).where(eq(apiClients.clientId, clientId));
}

/** An active client of an organization; null when there is none of this id. */
export async function findClient(db: Queries, orgId: string, clientId: string): Promise<ApiClient | null> {
  const [client] = await db
    .select(columns)
    .from(apiClients)
    .where(and(eq(apiClients.clientId, clientId), eq(apiClients.orgId, orgId), eq(apiClients.active, true)));
  return client ?? null;
}

export async function listClients(db: Queries, orgId: string): Promise<ApiClient[]> {
  return db
    .select(columns)
    .from(apiClients)
    .where(and(eq(apiClients.orgId, orgId), eq(apiClients.active, true)))
    .orderBy(asc(apiClients.clientId));
}

let nobody: Promise<string> | undefined;

/** The client with this id and secret, else null. An unknown id takes as long as a wrong secret. */
export async function verifyClient(db: Queries, clientId: string, clientSecret: string): Promise<ApiClient | null> {
  const [row] = await db
    .select({ ...columns, secretHash: apiClients.secretHash })
    .from(apiClients)
    .where(and(eq(apiClients.clientId, clientId), eq(apiClients.active, true)));
  const matches = await matchesSecret(clientSecret, row?.secretHash ?? (await (nobody ??= hashSecret(newSecret()))));
  if (!row || !matches) return null;
  const { secretHash: _secretHash, ...client } = row;
  return client;
}
