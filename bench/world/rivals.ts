import { randomBytes } from 'node:crypto';
import { ensureDatabase } from '../../dev/postgres/database';
import { freePort } from '../../dev/ports';
import { startChild, type Child } from '../../dev/process/child';
import { Sentence } from '../../dev/sentence';
import type { DemoFile } from '../../dev/stack/demoFile';
import { processEnvironment } from '../../dev/stack/environment';
import type { StackSettings } from '../../dev/stack/settings';
import { CONNECTION_ID } from '../baseline/types';
import { httpClient } from '../driver/http';

const DATABASE = 'baseline';

/** One process that Waybill is measured against. */
export interface Rival {
  url: string;
  databaseUrl: string;
  child: Child;
}

async function startRival(name: string, settings: StackSettings, env: NodeJS.ProcessEnv): Promise<Rival> {
  const port = await freePort();
  const databaseUrl = String(env.DATABASE_URL);
  const log = settings.home.path('logs', `${name}.log`);
  const child = startChild(`bench/${name}/main.js`, { env: { ...env, PORT: String(port) }, log });
  const ended = child.ended.then((how) => {
    throw new Sentence(`The ${name} ${how}: see ${log}.`);
  });
  ended.catch(() => undefined);
  await Promise.race([child.ready, ended]);
  return { url: `http://127.0.0.1:${port}`, databaseUrl, child };
}

/** Starts the baseline on a database of its own on the same server, and makes it known to the warehouse. */
export async function startBaseline(settings: StackSettings, demo: DemoFile): Promise<Rival> {
  const url = new URL(demo.databaseUrl);
  url.pathname = `/${DATABASE}`;
  await ensureDatabase(demo.databaseUrl, DATABASE);
  const warehouse = {
    id: CONNECTION_ID,
    url: `${demo.sandboxUrl}/wms`,
    credential: randomBytes(24).toString('base64url'),
    signingSecret: `whsec_${randomBytes(32).toString('base64')}`,
  };
  const env = { ...processEnvironment(settings, url.href), BENCH_WAREHOUSE: JSON.stringify(warehouse) };
  const rival = await startRival('baseline', settings, env);
  const { id: connectionId, credential, signingSecret } = warehouse;
  const known = { connectionId, kind: 'wms', credential, signingSecret, waybillUrl: rival.url };
  await httpClient(demo.sandboxUrl)('POST', '/control/connections', known);
  return rival;
}

export const startFloor = (settings: StackSettings, demo: DemoFile): Promise<Rival> =>
  startRival('floor', settings, processEnvironment(settings, demo.databaseUrl));
