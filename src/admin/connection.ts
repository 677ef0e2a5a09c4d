import { randomBytes } from 'node:crypto';
import { findConnection, listConnections, saveConnection, type Connection } from '../store/connections';
import { findOrganization } from '../store/organizations';
import type { AdminContext } from './context';
import { readOptions } from './options';
import { newSigningSecret, printSecret } from './secret';
import { UsageError } from './usage';

const KINDS: readonly string[] = ['wms', 'tms', 'carrier'] satisfies Connection['kind'][];
const isKind = (kind: string): kind is Connection['kind'] => KINDS.includes(kind);

const NAMES = ['id', 'org', 'kind', 'url', 'building', 'scac', 'credential', 'signing-secret'];

/** `connection set`: what is not given stays as it is, or is made for a new connection. */
export async function setConnection({ db, say }: AdminContext, args: string[]): Promise<void> {
  const options = readOptions(args, NAMES, ['inactive']);
  const [id, orgId] = [options.required('id'), options.required('org')];
  if (!(await findOrganization(db, orgId))) throw new UsageError(`There is no organization ${orgId}.`);
  const known = await findConnection(db, id);
  if (known && known.orgId !== orgId) throw new UsageError(`Connection ${id} belongs to another organization.`);

  const kind = options.text('kind') ?? known?.kind ?? options.required('kind');
  if (!isKind(kind)) throw new UsageError(`--kind is one of ${KINDS.join(', ')}.`);
  const url = options.text('url') ?? known?.url ?? options.required('url');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError('--url is not an http(s) URL.');
  const scac = options.text('scac') ?? known?.scac ?? null;
  if (kind === 'carrier' && scac === null) throw new UsageError('A carrier needs --scac.');
  const credential = options.text('credential') ?? known?.credential ?? randomBytes(32).toString('base64url');
  const signingSecret = options.text('signing-secret') ?? known?.signingSecret ?? newSigningSecret();

  const buildingId = options.text('building') ?? known?.buildingId ?? null;
  const active = !options.flag('inactive');
  await saveConnection(db, { id, orgId, kind, buildingId, scac, url, credential, signingSecret, active });
  say(`Connection ${id}: ${known ? 'changed' : 'created'}${active ? '' : ', inactive'}.`);
  if (known) return;
  if (options.text('credential') === undefined) printSecret(say, 'Credential we send', credential);
  if (options.text('signing-secret') === undefined) printSecret(say, 'Signing secret', signingSecret);
}

/** `connection list`: without secrets. */
export async function showConnections({ db, say }: AdminContext, args: string[]): Promise<void> {
  const connections = await listConnections(db, readOptions(args, ['org']).required('org'));
  for (const { id, kind, buildingId, scac, url } of connections) {
    say([id, kind, buildingId ?? 'all buildings', scac ?? '-', url].join('  '));
  }
  if (connections.length === 0) say('No active connections.');
}
