import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHome } from '../home';
import { freePort } from '../ports';
import { removeOutside } from '../postgres/place';
import { compiled } from '../root';
import type { DemoFile } from '../stack/demoFile';
import type { StormStack } from './storm';

const PORTS = ['PORT', 'SANDBOX_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'];
const KEPT_OUT = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'npm_lifecycle_event'];

export interface OwnStack extends StormStack {
  /** Ends it; its home goes too unless it is to be looked at. */
  end(keepHome: boolean): Promise<void>;
}

/** Starts a stack of its own, API and worker apart, on free ports and in a folder that is made for it. */
export async function startOwnStack(): Promise<OwnStack> {
  const home = openHome({ WAYBILL_HOME: mkdtempSync(join(tmpdir(), 'waybill-soak-')) });
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !KEPT_OUT.includes(name)));
  const ports = await Promise.all(PORTS.map(async (name) => [name, String(await freePort())]));
  const env = { ...inherited, ...Object.fromEntries(ports), WAYBILL_HOME: home.dir, WAYBILL_DEMO: '0' };
  const child = fork(compiled('dev/load/ownStack.js'), ['--split'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  await Promise.race([ready, ended.then(() => Promise.reject(new Error('the stack did not start')))]);
  return {
    home,
    demo: home.read<DemoFile>('demo') as DemoFile,
    async end(keepHome) {
      child.kill('SIGTERM');
      await ended;
      if (keepHome) return;
      removeOutside(home);
      rmSync(home.dir, { recursive: true, force: true });
    },
  };
}
