import { live, type Contender } from '../contenders/contender';
import { windowedLoop } from '../driver/closedLoop';
import { cpuMs } from '../measure/processes';
import { median, percentile } from '../measure/statistics';
import type { BenchOptions } from '../options';
import { short, type Report } from '../report';
import type { World } from '../world/world';
import type { Measure } from './measure';

const RAMP_MS = 1500;
/** Pairs where no goal hangs on it: the goals have the time. */
const FEW = 1;

export interface LivesRun {
  perSecond: number;
  p50: number;
  /** Processor milliseconds per order. */
  cpu: { app: number; temporal: number; postgres: number; sandbox: number };
}

/** Whole lives of one contender for one window. */
export async function runLives(
  { pidOf, observers }: World,
  contender: Contender,
  users: number,
  windowMs: number,
): Promise<LivesRun> {
  const read = () => ({
    app: cpuMs(contender.pid()),
    temporal: cpuMs(pidOf('Temporal')),
    postgres: cpuMs(pidOf('PostgreSQL'), observers),
    sandbox: cpuMs(pidOf('sandbox partners')),
  });
  const edges: ReturnType<typeof read>[] = [];
  const window = { users, rampMs: Math.min(RAMP_MS, windowMs), windowMs, onEdge: () => void edges.push(read()) };
  const { perSecond, tookMs } = await windowedLoop(window, () => live(contender));
  const [from, to] = edges;
  const each = (part: keyof LivesRun['cpu']) => ((to?.[part] ?? NaN) - (from?.[part] ?? NaN)) / tookMs.length;
  const cpu = { app: each('app'), temporal: each('temporal'), postgres: each('postgres'), sandbox: each('sandbox') };
  return { perSecond, p50: percentile(tookMs, 0.5), cpu };
}

interface Round {
  waybill: LivesRun;
  baseline: LivesRun;
  floor: LivesRun;
}

function tell(report: Report, users: number, rounds: Round[]): void {
  for (const name of ['waybill', 'baseline', 'floor'] as const) {
    const of = (pick: (run: LivesRun) => number) => short(median(rounds.map((round) => pick(round[name]))));
    const { rate, p50 } = { rate: of((run) => run.perSecond), p50: of((run) => run.p50) };
    const cpu = (['app', 'temporal', 'postgres', 'sandbox'] as const).map((part) => of((run) => run.cpu[part]));
    report.also(
      `lives, ${String(users).padStart(2)} users, ${name.padEnd(8)}: ${rate}/s, p50 ${p50} ms, ` +
        `CPU ms/order API+worker ${cpu[0]}, Temporal ${cpu[1]}, PostgreSQL ${cpu[2]}, sandbox ${cpu[3]}`,
    );
  }
}

async function roundsOf(world: World, users: number, count: number, { windowMs }: BenchOptions, report: Report) {
  const rounds: Round[] = [];
  for (let pair = 1; pair <= count; pair += 1) {
    report.doing(`whole lives, pair ${pair} of ${count}, ${users} users`);
    const run = (contender: Contender) => runLives(world, contender, users, windowMs);
    const waybill = await run(world.waybill);
    const baseline = await run(world.baseline);
    rounds.push({ waybill, baseline, floor: await run(world.floor) });
  }
  tell(report, users, rounds);
  return rounds;
}

/** Figure 2, first half: whole lives per second. */
export const lives: Measure = async (world, options, report) => {
  const { pairs, users, rush } = options;
  for (const each of users.filter((one) => one !== rush))
    await roundsOf(world, each, Math.min(FEW, pairs), options, report);
  const rounds = await roundsOf(world, rush, pairs, options, report);
  const over = (rival: 'baseline' | 'floor') =>
    median(rounds.map((round) => round.waybill.perSecond / round[rival].perSecond));
  report.figure(`lives per second ÷ baseline, ${rush} users`, over('baseline'), '×', { atLeast: 1.6 });
  report.figure(`lives per second ÷ floor, ${rush} users`, over('floor'), '×', { atLeast: 0.5 });
};
