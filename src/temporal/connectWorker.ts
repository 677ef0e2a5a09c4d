import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { clientOn } from './connect';
import { installTemporalRuntime } from './logger';
import { readTarget, type TemporalTarget } from './target';

/** One connection for worker and client in the same process; only such a pair can start workflows eagerly. */
export interface WorkerConnection {
  connection: NativeConnection;
  client: Client;
  namespace: string;
}

/**
 * For the worker, and for an API in the same process: waits until Temporal answers, with a line in the log every
 * ten seconds or so. Rejects only when `signal` is aborted.
 */
export async function connectWorker(
  target: TemporalTarget,
  options: { log: Logger; signal?: AbortSignal },
): Promise<WorkerConnection> {
  installTemporalRuntime(options.log);
  const { settings, namespace } = readTarget(target);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const connection = await NativeConnection.connect(settings);
      return { connection, client: clientOn(connection, namespace), namespace };
    } catch (err) {
      if (attempt % 10 === 0) options.log.warn({ err, address: settings.address }, 'waiting for Temporal');
      await sleep(1000, undefined, { signal: options.signal });
    }
  }
}
