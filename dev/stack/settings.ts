import { openHome, type Home } from '../home';
import { portOf } from '../ports';

/** What `npm start` was asked for, see docs/running.md. */
export interface StackSettings {
  home: Home;
  env: NodeJS.ProcessEnv;
  port: number;
  sandboxPort: number;
  temporalPort: number;
  temporalUiPort: number;
  /** Set: used as they are, nothing is started in their place. */
  databaseUrl: string | null;
  temporalAddress: string | null;
  demo: boolean;
  /** API and worker as processes of their own. */
  split: boolean;
}

/** Reads the environment and makes the home. Throws a sentence where a value is no port. */
export async function readSettings(env: NodeJS.ProcessEnv, args: string[]): Promise<StackSettings> {
  return {
    port: await portOf(env, 'PORT', 3000),
    sandboxPort: await portOf(env, 'SANDBOX_PORT', 3001),
    temporalPort: await portOf(env, 'TEMPORAL_PORT', 7233),
    temporalUiPort: await portOf(env, 'TEMPORAL_UI_PORT', 8233),
    databaseUrl: env.DATABASE_URL || null,
    temporalAddress: env.TEMPORAL_ADDRESS || null,
    demo: env.WAYBILL_DEMO !== '0',
    split: args.includes('--split'),
    home: openHome(env),
    env,
  };
}

/** All addresses of the stack. */
export interface Addresses {
  apiUrl: string;
  sandboxUrl: string;
  temporalAddress: string;
  temporalUiUrl: string;
}

export function addressesOf(settings: StackSettings): Addresses {
  const own = `127.0.0.1:${settings.temporalPort}`;
  const temporalAddress = settings.temporalAddress ?? own;
  const host = temporalAddress.replace(/:\d+$/, '');
  return {
    apiUrl: `http://127.0.0.1:${settings.port}`,
    sandboxUrl: `http://127.0.0.1:${settings.sandboxPort}`,
    temporalAddress,
    temporalUiUrl: `http://${host}:${settings.temporalUiPort}`,
  };
}
