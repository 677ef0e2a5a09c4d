import { startApi, type RunningApi } from '../../src/api/server';
import { issueToken } from '../../src/api/tokens';
import { loadConfig } from '../../src/platform/config';
import { apiClient, type ApiClient } from '../harness/client';
import { stack } from '../harness/stack';

/** An API of its own on the shared database and Temporal; it has a secret, and so tokens, of its own. */
export async function ownApi(
  env: Record<string, string> = {},
  orgId = stack().orgId,
): Promise<{ running: RunningApi; own: ApiClient }> {
  const demo = stack();
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: demo.databaseUrl,
    TEMPORAL_ADDRESS: demo.temporalAddress,
    TOKEN_SECRET: 's'.repeat(40),
    LOG_LEVEL: 'silent',
    COMMAND_DEADLINE_MS: '2000',
    ...env,
  });
  const running = await startApi(config);
  const principal = { clientId: 'test', orgId, businessUnitIds: null, scopes: ['admin'] };
  const token = await issueToken(principal, config.tokenSecret, 600);
  return { running, own: apiClient({ apiUrl: running.url, token }) };
}
