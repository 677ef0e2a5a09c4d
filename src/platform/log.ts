import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';
import { errorLine } from './errorLine';

export type { Logger } from 'pino';

const SECRET_NAMES = [
  'authorization',
  'cookie',
  'token',
  'tokenSecret',
  'secret',
  'clientSecret',
  'signingSecret',
  'credential',
  'password',
  'databaseUrl',
];

/** A name as a member of the logged object itself and one or two levels down. */
const redactedPaths = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * A logger whose lines carry `name`; secrets are blanked, errors (`err`) cut to what quotes no data. JSON, or coloured
 * lines when the output is a terminal.
 *
 * @param level a pino level: `fatal` `error` `warn` `info` `debug` `trace` `silent`
 */
export function createLogger(name: string, level = 'info', destination?: pino.DestinationStream): Logger {
  const redact = { paths: redactedPaths, censor: '[redacted]' };
  const options = { name, level, redact, serializers: { err: (err: unknown) => errorLine(err) } };
  if (destination) return pino(options, destination);
  if (process.stdout.isTTY) return pino(options, pretty({ ignore: 'pid,hostname', translateTime: 'HH:MM:ss.l' }));
  return pino(options);
}
