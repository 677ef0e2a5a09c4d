import type { Contender } from '../contenders/contender';
import { loopWhile } from '../driver/closedLoop';
import { median, percentile } from '../measure/statistics';
import { short } from '../report';
import { CALM_WAREHOUSE } from '../world/world';
import type { Measure } from './measure';

const ORDERS = 12;
const TRIAL_ORDERS = 3;
export const CLOSE_LOOK_MS = 2;

/** One user: how long each order takes from its create to the warehouse; what `then` does is not counted. */
export async function releaseTimes(
  contender: Contender,
  more: () => boolean,
  then?: (number: string) => Promise<void>,
): Promise<number[]> {
  const tookMs: number[] = [];
  await loopWhile(1, more, async () => {
    const number = contender.nextNumber();
    const began = performance.now();
    const released = contender.released(number).then(() => tookMs.push(performance.now() - began));
    await contender.create(number);
    await released;
    await then?.(number);
  });
  return tookMs;
}

/** Half of the orders are with the warehouse after this time; each is shipped before the next comes. */
async function releaseP50(contender: Contender, orders: number): Promise<number> {
  let left = orders;
  const more = (): boolean => (left -= 1) >= 0;
  return percentile(await releaseTimes(contender, more, (number) => contender.shipped(number)), 0.5);
}

/** Figure 2, second half: how soon an order is with the warehouse. */
export const releasing: Measure = async (world, { pairs, trial }, report) => {
  const { waybill, baseline } = world;
  const watches = [waybill, baseline].flatMap(({ watch }) => watch ?? []);
  const before = watches.map(({ pauseMs }) => pauseMs);
  await world.warehouse(CALM_WAREHOUSE);
  for (const watch of watches) watch.pauseMs = CLOSE_LOOK_MS;
  const orders = trial ? TRIAL_ORDERS : ORDERS;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    report.doing(`create to released, pair ${pair} of ${pairs}, 1 user`);
    ours.push(await releaseP50(waybill, orders));
    theirs.push(await releaseP50(baseline, orders));
  }
  watches.forEach((watch, at) => (watch.pauseMs = before[at] ?? watch.pauseMs));
  await world.warehouse();
  const ratio = median(ours.map((each, at) => each / (theirs[at] ?? NaN)));
  report.figure('create to released p50 ÷ baseline, 1 user', ratio, '×', { atMost: 0.3 });
  report.also(
    `create to released p50, 1 user: Waybill ${short(median(ours))} ms, baseline ${short(median(theirs))} ms`,
  );
};
