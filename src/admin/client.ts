import { listClients, rotateClientSecret, saveClient } from '../store/clients';
import { findOrganization } from '../store/organizations';
import type { AdminContext } from './context';
import { readOptions } from './options';
import { printSecret } from './secret';
import { UsageError } from './usage';

const SCOPE = /^[a-z]+(:[a-z]+)?$/;

/** `client create` */
export async function createClient({ db, say }: AdminContext, args: string[]): Promise<void> {
  const options = readOptions(args, ['client', 'org', 'scopes', 'name', 'units']);
  const [clientId, orgId] = [options.required('client'), options.required('org')];
  const scopes = options.list('scopes') ?? [];
  if (scopes.length === 0) throw new UsageError('--scopes is missing, such as orders:read,orders:write.');
  const odd = scopes.find((scope) => !SCOPE.test(scope));
  if (odd) throw new UsageError(`--scopes: ${odd} is not a scope.`);
  if (!(await findOrganization(db, orgId))) throw new UsageError(`There is no organization ${orgId}.`);
  if ((await listClients(db, orgId)).some((client) => client.clientId === clientId)) {
    throw new UsageError(`API client ${clientId} exists; a new secret comes with: client rotate ${clientId}`);
  }
  const name = options.text('name') ?? clientId;
  const secret = await saveClient(db, {
    clientId,
    orgId,
    name,
    scopes,
    businessUnitIds: options.list('units') ?? null,
  });
  say(`API client ${clientId}: created.`);
  printSecret(say, 'Client secret', secret);
}

/** `client rotate <ID>` */
export async function rotateClient({ db, say }: AdminContext, args: string[]): Promise<void> {
  const clientId = readOptions(args, []).word('client id');
  const secret = await rotateClientSecret(db, clientId);
  if (secret === null) throw new UsageError(`There is no API client ${clientId}.`);
  say(`API client ${clientId}: the old secret is void, tokens issued with it live until they expire.`);
  printSecret(say, 'Client secret', secret);
}

/** `client list` */
export async function showClients({ db, say }: AdminContext, args: string[]): Promise<void> {
  const clients = await listClients(db, readOptions(args, ['org']).required('org'));
  for (const { clientId, name, scopes, businessUnitIds } of clients) {
    say([clientId, name, scopes.join(','), businessUnitIds?.join(',') ?? 'all units'].join('  '));
  }
  if (clients.length === 0) say('No API clients.');
}
