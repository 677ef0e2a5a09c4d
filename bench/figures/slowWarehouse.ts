import { parcelOrder } from '../../dev/demo/parcelOrder';
import { countedLoop, loopWhile } from '../driver/closedLoop';
import { percentile } from '../measure/statistics';
import { short } from '../report';
import type { World } from '../world/world';
import type { Measure } from './measure';

const SLOW_ORDERS = 200;
const TRIAL_ORDERS = 24;
const SLOW_MS = 2900;
const USERS = 4;
const COMMANDS = 240;
const OTHERS = 12;
const HOLD = 'BENCH';
const FAR_AWAY = '2099-01-01';

/** An order that waits, and whether the bench has a hold on it. */
interface Other {
  path: string;
  held: boolean;
}

/** Puts holds on waiting orders and lifts them again: each command is one Update. */
async function commandsP95({ api }: World, others: readonly Other[], more: () => boolean): Promise<number> {
  const free = [...others];
  const { tookMs } = await loopWhile(USERS, more, async () => {
    const other = free.shift();
    if (!other) throw new Error('more users than orders');
    if (other.held) await api('DELETE', `${other.path}/holds/${HOLD}`);
    else await api('POST', `${other.path}/holds`, { data: { code: HOLD } });
    other.held = !other.held;
    free.push(other);
  });
  return percentile(tookMs, 0.95);
}

/** Figure 6: commands on other orders while the warehouse is slow. */
export const slowWarehouse: Measure = async (world, { trial }, report) => {
  const slowOrders = trial ? TRIAL_ORDERS : SLOW_ORDERS;
  const { waybill, demo, api } = world;
  const base = `/business_units/${demo.businessUnitId}/sales_orders`;
  report.doing(`commands beside ${slowOrders} orders at a slow warehouse`);
  await world.warehouse({ slowDropMs: SLOW_MS });
  const waiting = async (): Promise<Other> => {
    const number = waybill.nextNumber();
    const order = { ...parcelOrder(demo, number), customerDates: { doNotShipBefore: FAR_AWAY } };
    await api('POST', base, { data: order });
    return { path: `${base}/${number}`, held: false };
  };
  const others = await Promise.all(Array.from({ length: OTHERS }, waiting));
  const times = (count: number) => () => (count -= 1) >= 0;
  await commandsP95(world, others, times(OTHERS));
  const quiet = await commandsP95(world, others, times(COMMANDS));

  const beside = async (suffix: string): Promise<number> => {
    const numbers = Array.from({ length: slowOrders }, () => waybill.nextNumber() + suffix);
    const shipped = Promise.all(numbers.map((number) => waybill.shipped(number)));
    const creating = countedLoop(USERS, slowOrders, () => waybill.create(numbers.shift() ?? ''));
    let underWay = true;
    const all = Promise.all([creating, shipped]).finally(() => (underWay = false));
    // For as long as one of the orders is under way: commands that come before the warehouse is called say nothing.
    const [p95] = await Promise.all([commandsP95(world, others, () => underWay), all]);
    return p95;
  };
  const quick = await beside('');
  const slow = await beside('-WMSSLOW');
  report.figure('command p95 beside a slow warehouse ÷ quiet', slow / quiet, '×', { atMost: 2 });
  report.also(
    `command p95, ${USERS} users: quiet ${short(quiet)} ms, beside ${slowOrders} new orders at a quick warehouse ` +
      `${short(quick)} ms, at one that takes 2.9 s ${short(slow)} ms`,
  );
};
