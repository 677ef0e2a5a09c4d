import { compiled, ROOT } from '../dev/root';
import { explain } from '../dev/sentence';
import { createVoice, type Voice } from '../dev/tell';
import { MEASURES } from './figures';
import { machine } from './measure/machine';
import { GROUPS, readOptions, type BenchOptions, type Group } from './options';
import { profileRush } from './profile/rush';
import { createReport, type Report } from './report';
import { warmUp } from './warmUp';
import { openWorld } from './world/world';

/** On a busy machine the last figures of a group are left out, so that the bench ends within 20 minutes. */
const LATEST_START_MS: Readonly<Record<Group, number>> = { orders: 9.5 * 60_000, bulk: 17.5 * 60_000 };

/** Measures the figures of a group on a stack of its own: a group's orders are no load on the other. */
async function measureGroup(group: Group, options: BenchOptions, report: Report, voice: Voice): Promise<void> {
  const measures = MEASURES[group].filter(([figures]) => figures.some((each) => options.figures.includes(each)));
  const profiled = options.profile !== null && group === 'orders';
  if (measures.length === 0 && !profiled) return;
  const preload = profiled ? { NODE_OPTIONS: `--require ${compiled('bench/profile/recorder.js')}` } : {};
  const world = await openWorld(voice, { ...preload, BENCH_PROFILE: options.profile ?? '' });
  const interrupted = (): void => void world.stop().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    report.doing('warming up');
    await warmUp(group, world, options);
    if (profiled) await profileRush(world, options, report);
    for (const [figures, measure] of measures) {
      const name = `figure ${figures.join(' and ')}`;
      if (performance.now() > LATEST_START_MS[group]) {
        voice.note(`${name} is left out: the bench has taken too long already`);
        continue;
      }
      // A figure that cannot be taken does not take the others with it, and is not listed.
      await measure(world, options, report).catch((error: unknown) => voice.note(`${name}: ${explain(error)}`));
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
    await world.stop();
  }
}

async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  const voice = createVoice(process.stdout);
  const report = createReport(voice);
  const here = machine(ROOT);
  for (const group of Object.keys(GROUPS) as Group[]) await measureGroup(group, options, report, voice);
  report.print(here);
  if (options.json) report.write(options.json, here);
  process.exit(0);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
