import { live } from '../contenders/contender';
import { countedLoop } from '../driver/closedLoop';
import { residentMb } from '../measure/processes';
import { median } from '../measure/statistics';
import { short } from '../report';
import type { Measure } from './measure';

const ORDERS = 5000;
const TRIAL_ORDERS = 60;
const SAMPLE_MS = 1000;
/** Share of the samples that stand for the middle and for the end. */
const SHARE = 0.1;

/** Figure 5: memory of API and worker, which the local stack has in one process. */
export const memory: Measure = async ({ waybill }, { users, rush, trial }, report) => {
  const orders = trial ? TRIAL_ORDERS : ORDERS;
  report.doing(`memory over ${orders} orders`);
  const samples: number[] = [];
  const sample = setInterval(() => samples.push(residentMb(waybill.pid())), SAMPLE_MS);
  const { perSecond } = await countedLoop(Math.max(rush, ...users), orders, () => live(waybill)).finally(() =>
    clearInterval(sample),
  );
  const some = Math.max(1, Math.floor(samples.length * SHARE));
  const middle = Math.floor(samples.length / 2);
  const [half, end] = [median(samples.slice(middle, middle + some)), median(samples.slice(-some))];
  report.figure(`memory of API and worker after ${orders.toLocaleString('en')} orders`, end, 'MB', { atMost: 600 });
  report.figure('memory at the end ÷ half-way', end / half, '×', { atMost: 1.1 });
  report.also(
    `memory: ${short(samples[0] ?? NaN)} MB before, ${short(half)} MB half-way, ${short(end)} MB at the end, ` +
      `most ${short(Math.max(...samples))} MB; ${short(perSecond)} lives/s over ${orders.toLocaleString('en')} orders`,
  );
};
