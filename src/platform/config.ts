import type { z } from 'zod';
import { POLICY_SETTINGS, SETTINGS, type Setting } from './settings';

export { ALL_SETTINGS, POLICY_SETTINGS, SETTINGS, type Setting } from './settings';

type Values<S extends Record<string, Setting>> = { [K in keyof S]: z.output<S[K]['schema']> };

/** Deadlines and graces of an order's life, milliseconds. */
export type PolicyDurations = Values<typeof POLICY_SETTINGS>;
export type Config = Values<typeof SETTINGS> & { policy: PolicyDurations };

/** The environment does not hold a usable configuration; lists every problem, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
  }
}

function readAll<S extends Record<string, Setting>>(table: S, env: NodeJS.ProcessEnv, problems: string[]): Values<S> {
  const entries = Object.entries(table).map(([member, { env: name, doc, default: fallback, schema }]) => {
    // An empty variable counts as unset: compose files and CI pass empty strings for absent values.
    const given = env[name] || fallback;
    if (given === null) {
      problems.push(`${name} is missing. ${doc}`);
      return [member, undefined];
    }
    const parsed = schema.safeParse(given);
    // The value itself is not repeated: it may be a secret.
    if (!parsed.success) problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is invalid'}. ${doc}`);
    return [member, parsed.data];
  });
  return Object.fromEntries(entries) as Values<S>;
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws ConfigError with all problems at once
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const config: Config = {
    ...readAll(SETTINGS, env, problems),
    policy: readAll(POLICY_SETTINGS, env, problems),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
