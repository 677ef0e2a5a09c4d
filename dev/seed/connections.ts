import { saveConnection } from '../../src/store/connections';
import type { Queries } from '../../src/store/database';
import type { Home } from '../home';
import { TENANT } from './tenant';

/** A connection to a simulated partner, as both sides have to know it. */
export interface SandboxConnection {
  connectionId: string;
  kind: 'wms' | 'tms';
  credential: string;
  /** `whsec_` and base64, as Standard Webhooks wants it. */
  signingSecret: string;
}

/** The sandbox's warehouse and TMS; their secrets are made once and kept in the home. */
export function sandboxConnections(home: Home): SandboxConnection[] {
  return (['wms', 'tms'] as const).map((kind) => ({
    connectionId: `sandbox-${kind}`,
    kind,
    credential: home.secret(`${kind}Credential`),
    signingSecret: `whsec_${Buffer.from(home.secret(`${kind}Signing`), 'base64url').toString('base64')}`,
  }));
}

/** Writes the connections at each start, since the sandbox may have another port than the last time. */
export async function seedConnections(db: Queries, home: Home, sandboxUrl: string): Promise<void> {
  for (const { connectionId: id, kind, credential, signingSecret } of sandboxConnections(home)) {
    const place = { orgId: TENANT.orgId, buildingId: null, scac: null };
    await saveConnection(db, {
      id,
      kind,
      ...place,
      url: `${sandboxUrl}/${kind}`,
      credential,
      signingSecret,
      active: true,
    });
  }
}
