import { z } from 'zod';
import { connectionSchema } from './control/connections';

const json = z.string().transform((text, ctx) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    ctx.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_WAYBILL_URL: z.url().optional(),
  SANDBOX_CONNECTIONS: json.pipe(z.array(connectionSchema)).optional(),
  SANDBOX_STATE_DIR: z.string().optional(),
  LOG_LEVEL: z.string().default('info'),
});

/** Reads the environment; throws one error with a line per problem. An empty variable counts as absent. */
export function loadSandboxConfig(env: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new Error(`Sandbox configuration:\n${z.prettifyError(parsed.error)}`);
  const c = parsed.data;
  return {
    port: c.SANDBOX_PORT,
    host: c.SANDBOX_HOST,
    waybillUrl: c.SANDBOX_WAYBILL_URL ?? null,
    connections: c.SANDBOX_CONNECTIONS ?? [],
    stateDir: c.SANDBOX_STATE_DIR ?? null,
    logLevel: c.LOG_LEVEL,
  };
}
