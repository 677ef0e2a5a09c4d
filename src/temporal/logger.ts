import { makeTelemetryFilterString, Runtime, type Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

type Meta = Record<string | symbol, unknown> | undefined;
type Method = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/**
 * Temporal's logger on top of pino: order of arguments swapped, `error` becomes pino's `err`, and big integers
 * become strings (pino refuses them). Nothing is added, so no personal data can come in here.
 */
export function temporalLogger(log: Logger): TemporalLogger {
  const write = (method: Method, message: string, meta: Meta): void => log[method](toFields(meta), message);
  return {
    log: (level, message, meta) => write(level.toLowerCase() as Method, message, meta),
    trace: (message, meta) => write('trace', message, meta),
    debug: (message, meta) => write('debug', message, meta),
    info: (message, meta) => write('info', message, meta),
    warn: (message, meta) => write('warn', message, meta),
    error: (message, meta) => write('error', message, meta),
  };
}

function toFields(meta: Meta): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(meta ?? {})) {
    fields[name === 'error' ? 'err' : name] = typeof value === 'bigint' ? value.toString() : value;
  }
  return fields;
}

/**
 * Installs the SDK's runtime with our logger. The runtime deletes itself when the last worker stops, so every
 * start tries again and only "already installed" is passed over. Signals stay ours: a process stops its parts in
 * their order.
 */
export function installTemporalRuntime(log: Logger): void {
  try {
    Runtime.install({
      logger: temporalLogger(log),
      shutdownSignals: [],
      telemetryOptions: {
        logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      },
    });
  } catch (err) {
    if (!(err instanceof Error && err.name === 'IllegalStateError')) throw err;
  }
}
