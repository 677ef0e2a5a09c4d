import type { Contender } from '../contenders/contender';
import { countedLoop } from '../driver/closedLoop';
import { median, percentile } from '../measure/statistics';
import { short } from '../report';
import type { Measure } from './measure';

/** Orders of one burst; few enough that the work behind the answers ends soon after. */
const BURST = 160;
const QUICK_BURST = 80;
const TRIAL_BURST = 20;

interface Burst {
  perSecond: number;
  p50: number;
  p99: number;
}

/** Sends a burst of creates, then waits until every one of them has been shipped. */
async function burst(contender: Contender, users: number, count: number): Promise<Burst> {
  const lives: Promise<void>[] = [];
  const loop = await countedLoop(users, count, async () => {
    const number = contender.nextNumber();
    if (contender.watch) lives.push(contender.shipped(number));
    await contender.create(number);
  });
  await Promise.all(lives);
  return { perSecond: loop.perSecond, p50: percentile(loop.tookMs, 0.5), p99: percentile(loop.tookMs, 0.99) };
}

/** Figure 1: how fast orders are accepted. */
export const accepting: Measure = async ({ waybill, baseline }, { pairs, rush, trial, quick }, report) => {
  const count = trial ? TRIAL_BURST : quick ? QUICK_BURST : BURST;
  const ours: Burst[] = [];
  const theirs: Burst[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    report.doing(`accepting orders, pair ${pair} of ${pairs}, ${rush} users`);
    ours.push(await burst(waybill, rush, count));
    theirs.push(await burst(baseline, rush, count));
  }
  const ratio = median(ours.map(({ perSecond }, at) => perSecond / (theirs[at]?.perSecond ?? NaN)));
  report.figure(`accepted per second ÷ baseline, ${rush} users`, ratio, '×', { atLeast: 3 });
  const delay = median(ours.map(({ p99 }, at) => p99 / (theirs[at]?.p50 ?? NaN)));
  report.figure(`create p99 ÷ baseline's create p50, ${rush} users`, delay, '×', { atMost: 1 });
  for (const [name, side] of [
    ['Waybill', ours],
    ['baseline', theirs],
  ] as const) {
    const of = (field: 'perSecond' | 'p50' | 'p99') => short(median(side.map((each) => each[field])));
    report.also(
      `accepting, ${rush} users, ${name}: ${of('perSecond')} orders/s, create p50 ${of('p50')} ms, p99 ${of('p99')} ms`,
    );
  }
};
