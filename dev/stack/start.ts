import { rmSync } from 'node:fs';
import pc from 'picocolors';
import { runDemo } from '../demo/run';
import { createSupervisor, Stopped } from '../process/supervisor';
import { explain } from '../sentence';
import { createVoice } from '../tell';
import { bringUp } from './bringUp';
import { lockHome } from './homeLock';
import { checkPreconditions } from './preconditions';
import { readSettings } from './settings';
import { onEnd } from './signals';

/** `npm start`: brings the stack up, shows one order's life, and stays until it is told to end. */
export async function start(args: string[]): Promise<void> {
  const began = Date.now();
  const voice = createVoice(process.stdout);
  const settings = await readSettings(process.env, args);
  const { home } = settings;
  const lock = lockHome(home);
  const supervisor = createSupervisor(voice, (parts) => home.write('run', { pid: process.pid, parts }));

  let stopping = false;

  const finish = (code: number): never => {
    rmSync(home.path('run.json'), { force: true });
    lock.release();
    process.exit(code);
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    voice.note('stopping (Ctrl-C again forces it)');
    await supervisor.stop();
    voice.say('  stopped');
    finish(0);
  };
  const force = (): void => {
    supervisor.kill();
    finish(1);
  };
  onEnd(() => void stop(), force);

  try {
    await checkPreconditions(settings, lock.stale);
    const demo = await bringUp(settings, supervisor, voice);
    voice.say(
      pc.bold(`\nReady in ${((Date.now() - began) / 1000).toFixed(1)} s: ${demo.apiUrl} (docs: ${demo.apiUrl}/docs)`),
    );
    process.send?.('ready');
    if (settings.demo) await runDemo(demo, voice);
    voice.say(`\nLogs and data: ${home.dir}. Ctrl-C stops everything.`);
  } catch (error) {
    // A stop takes away the parts that the rest of the start would need.
    if (stopping || error instanceof Stopped) return;
    console.error(explain(error));
    await supervisor.stop();
    finish(1);
  }
}
