import { percentile } from '../../measure/statistics';
import { short } from '../../report';
import { CALM_WAREHOUSE } from '../../world/world';
import type { Measure } from '../measure';
import { CLOSE_LOOK_MS, releaseTimes } from '../releasing';
import { besideImport } from './beside';

const ORDERS = 100;
const TRIAL_ORDERS = 6;

/** Figure 12, first half: how soon a single order is with the warehouse while an import of another unit is under way. */
export const releasingBeside: Measure = async (world, { sizes, trial }, report) => {
  const { waybill, demo } = world;
  const count = trial ? TRIAL_ORDERS : ORDERS;
  const pauseMs = waybill.watch?.pauseMs ?? NaN;
  if (waybill.watch) waybill.watch.pauseMs = CLOSE_LOOK_MS;
  // The lives go on behind: an order that is shipped before the next is sent would leave pauses.
  await world.warehouse({ businessUnitId: demo.businessUnitId, manual: true });
  const times = (most: number, underWay = () => true) => {
    let left = most;
    return releaseTimes(waybill, () => underWay() && (left -= 1) >= 0);
  };
  report.doing(`release of ${count} single orders, quiet`);
  const quiet = await times(count);
  report.doing(`release of single orders beside an import of ${sizes.rows}`);
  const beside = await besideImport(world, sizes.rows, (underWay) => times(Infinity, underWay));
  await world.warehouse({ businessUnitId: demo.businessUnitId, manual: false, ...CALM_WAREHOUSE });
  if (waybill.watch) waybill.watch.pauseMs = pauseMs;
  const [alone, with95] = [percentile(quiet, 0.95), percentile(beside, 0.95)];
  const rows = sizes.rows.toLocaleString('en');
  report.figure(`release p95 beside an import of ${rows} ÷ quiet`, with95 / alone, '×', { atMost: 2 });
  report.also(
    `create to released, 1 user: quiet p50 ${short(percentile(quiet, 0.5))} ms, p95 ${short(alone)} ms; beside an import ` +
      `of ${rows} p50 ${short(percentile(beside, 0.5))} ms, p95 ${short(with95)} ms (${beside.length} orders)`,
  );
};
