import { ConfigError, SETTINGS } from '../platform/config';

type Name = 'databaseUrl' | 'temporalAddress' | 'temporalNamespace';

/**
 * One setting from the environment: a command asks only for those it needs.
 *
 * @throws ConfigError when it is missing or malformed
 */
export function readSetting(name: Name, env: NodeJS.ProcessEnv = process.env): string {
  const { env: variable, default: fallback, doc, schema } = SETTINGS[name];
  const given = env[variable] || fallback;
  if (given === null) throw new ConfigError([`${variable} is missing. ${doc}`]);
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new ConfigError([`${variable} ${parsed.error.issues[0]?.message ?? 'is invalid'}. ${doc}`]);
  return parsed.data;
}
