import type { Supervisor } from '../process/supervisor';
import { seed } from '../seed/seed';
import type { Voice } from '../tell';
import { bringUpDatabase } from './database';
import type { DemoFile } from './demoFile';
import { processEnvironment } from './environment';
import { bringUpApi, bringUpSandbox } from './services';
import { addressesOf, type StackSettings } from './settings';
import { bringUpTemporal } from './temporal';

/** Brings all parts up in order (PostgreSQL and Temporal at the same time) and writes `demo.json`. */
export async function bringUp(settings: StackSettings, supervisor: Supervisor, voice: Voice): Promise<DemoFile> {
  const [databaseUrl] = await Promise.all([
    bringUpDatabase(settings, supervisor, voice),
    bringUpTemporal(settings, supervisor, voice),
  ]);
  const env = processEnvironment(settings, databaseUrl);
  const tenant = await seed(settings, databaseUrl);
  const demo: DemoFile = { ...addressesOf(settings), databaseUrl, ...tenant };
  // Before the API can answer: whoever waits for /readyz then finds the file.
  settings.home.write('demo', demo);
  await bringUpSandbox(settings, supervisor, env);
  await bringUpApi(settings, supervisor, env);
  return demo;
}
