import { compiled, ROOT } from '../dev/root';
import { explain } from '../dev/sentence';
import { createVoice } from '../dev/tell';
import { live } from './contenders/contender';
import { countedLoop } from './driver/closedLoop';
import { MEASURES } from './figures';
import { machine } from './measure/machine';
import { readOptions, type BenchOptions } from './options';
import { profileRush } from './profile/rush';
import { createReport } from './report';
import { openWorld, type World } from './world/world';

/** Orders of each before anything is measured: compiled code, plans and caches as in a process that has run for a while. */
const WARM_UP = 240;
const QUICK_WARM_UP = 60;
const TRIAL_WARM_UP = 6;
/** On a busy machine the last figures are left out, so that the bench ends within 20 minutes. */
const LATEST_START_MS = 13 * 60_000;

async function warmUp({ waybill, baseline, floor }: World, { rush, trial, quick }: BenchOptions): Promise<void> {
  const count = trial ? TRIAL_WARM_UP : quick ? QUICK_WARM_UP : WARM_UP;
  for (const contender of [waybill, baseline, floor]) await countedLoop(rush, count, () => live(contender));
}

async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  const voice = createVoice(process.stdout);
  const report = createReport(voice);
  const here = machine(ROOT);
  const preload = options.profile ? { NODE_OPTIONS: `--require ${compiled('bench/profile/recorder.js')}` } : {};
  const world = await openWorld(voice, { ...preload, BENCH_PROFILE: options.profile ?? '' });
  const interrupted = (): void => void world.stop().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    report.doing('warming up');
    await warmUp(world, options);
    if (options.profile) await profileRush(world, options, report);
    for (const [figure, measure] of MEASURES) {
      if (!options.figures.includes(figure)) continue;
      if (performance.now() > LATEST_START_MS) {
        voice.note(`figure ${figure} is left out: the bench has taken too long already`);
        continue;
      }
      // A figure that cannot be taken does not take the others with it, and is not listed.
      await measure(world, options, report).catch((error: unknown) =>
        voice.note(`figure ${figure}: ${explain(error)}`),
      );
    }
  } finally {
    await world.stop();
  }
  report.print(here);
  if (options.json) report.write(options.json, here);
  process.exit(0);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
