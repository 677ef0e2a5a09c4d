import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';

/** Where Temporal is; what is left out comes from the standard `TEMPORAL_*` variables or a profile file. */
export interface TemporalTarget {
  temporalAddress?: string;
  temporalNamespace?: string;
}

/** Options that both kinds of connection understand. */
export type ConnectionSettings = Pick<NativeConnectionOptions, 'address' | 'tls' | 'apiKey' | 'metadata'>;

/**
 * Address, namespace, TLS and API key, as every Temporal tool reads them (`TEMPORAL_API_KEY`, `TEMPORAL_TLS_*`,
 * `TEMPORAL_GRPC_META_*`). A profile file is read only where it is named: a stray file in a home folder must not
 * switch TLS on for the local stack.
 */
export function readTarget(
  target: TemporalTarget,
  env: NodeJS.ProcessEnv = process.env,
): { settings: ConnectionSettings; namespace: string } {
  const given = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  const named = given.TEMPORAL_CONFIG_FILE !== undefined || given.TEMPORAL_PROFILE !== undefined;
  const { connectionOptions, namespace } = loadClientConnectConfig({ disableFile: !named, overrideEnvVars: given });
  const { address, tls, apiKey, metadata } = connectionOptions;
  return {
    settings: { address: target.temporalAddress ?? address, tls, apiKey, metadata },
    namespace: target.temporalNamespace ?? namespace ?? 'default',
  };
}
