import { decodeJwt } from 'jose';
import { issueToken, readToken } from '../../src/api/tokens';
import type { DemoFile } from '../stack/demoFile';
import { tokenSecret } from '../stack/environment';
import type { StackSettings } from '../stack/settings';
import { DEMO_SCOPES, TENANT } from './tenant';

const DAY_SECONDS = 86_400;
const LIFE_SECONDS = 30 * DAY_SECONDS;

/** The token of the last start while it is good for a week more, so that scripts may keep it; else a new one. */
export async function demoToken(settings: StackSettings): Promise<string> {
  const secret = tokenSecret(settings);
  const last = settings.home.read<DemoFile>('demo')?.token;
  if (last && (await stillGood(last, secret))) return last;
  const principal = { clientId: TENANT.clientId, orgId: TENANT.orgId, businessUnitIds: null, scopes: DEMO_SCOPES };
  return issueToken(principal, secret, LIFE_SECONDS);
}

async function stillGood(token: string, secret: string): Promise<boolean> {
  const principal = await readToken(token, secret);
  if (typeof principal === 'string') return false;
  const secondsLeft = (decodeJwt(token).exp ?? 0) - Date.now() / 1000;
  return secondsLeft > 7 * DAY_SECONDS && DEMO_SCOPES.every((scope) => principal.scopes.includes(scope));
}
