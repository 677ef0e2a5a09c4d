import { sandboxConnections } from '../seed/connections';
import { addressesOf, type StackSettings } from './settings';

/** What suits a person who waits at a screen, and tests that do not wait; the production defaults are in src/platform/settings.ts. */
const LOCAL = {
  COMPLETION_GRACE_MS: '1500',
  BOOKING_LOOKUP_MS: '15000',
  TOKEN_TTL_SECONDS: '86400',
  RATE_LIMIT_PER_MINUTE: '0',
  CALLBACK_RATE_LIMIT_PER_MINUTE: '0',
};

/** Signs tokens; kept in the home, so that they outlive a restart. */
export function tokenSecret({ env, home }: StackSettings): string {
  return env.TOKEN_SECRET || home.secret('tokenSecret');
}

/** Environment of every process of ours. What the user has set goes before ours. */
export function processEnvironment(settings: StackSettings, databaseUrl: string): NodeJS.ProcessEnv {
  const { env, home } = settings;
  const { apiUrl, temporalAddress } = addressesOf(settings);
  return {
    ...LOCAL,
    WAYBILL_INBOX_DIR: home.path('inbox'),
    ...(settings.temporalAddress ? env : withoutTemporal(env)),
    WAYBILL_HOME: home.dir,
    HOST: '127.0.0.1',
    PORT: String(settings.port),
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TOKEN_SECRET: tokenSecret(settings),
    SANDBOX_PORT: String(settings.sandboxPort),
    SANDBOX_WAYBILL_URL: apiUrl,
    SANDBOX_CONNECTIONS: JSON.stringify(sandboxConnections(home)),
    SANDBOX_STATE_DIR: home.path('sandbox'),
  };
}

/** Our own dev server knows no keys, certificates or namespaces that the user has for another one. */
function withoutTemporal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
