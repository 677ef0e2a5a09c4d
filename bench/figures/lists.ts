import { live } from '../contenders/contender';
import { countedLoop } from '../driver/closedLoop';
import { percentile } from '../measure/statistics';
import { short } from '../report';
import type { World } from '../world/world';
import { addUnit, empty, fill } from './fill';
import type { Measure } from './measure';

const FEW = 2000;
const MANY = 200_000;
const UNIT = 'BENCH-LIST';
const REQUESTS = 240;
const WARM_UP = 30;
/** What clients ask for: the newest, those of a status, one by its number. */
const QUERIES = ['limit=50', 'limit=50&status=SHIPPED', 'customerOrderNumber=LIST77'];

async function listP95({ api }: World): Promise<number> {
  let asked = 0;
  const ask = async (): Promise<void> => {
    asked += 1;
    await api('GET', `/business_units/${UNIT}/sales_orders?${QUERIES[asked % QUERIES.length]}`);
  };
  await countedLoop(1, WARM_UP, ask);
  return percentile((await countedLoop(1, REQUESTS, ask)).tookMs, 0.95);
}

/** Figure 4, second half: lists of a unit that has grown. */
export const lists: Measure = async (world, _options, report) => {
  const { waybill, demo } = world;
  const { databaseUrl } = demo;
  await live(waybill);
  const template = waybill.nextNumber();
  await waybill.create(template);
  await waybill.shipped(template);
  await addUnit(databaseUrl, UNIT, demo.businessUnitId);
  const copies = { databaseUrl, template, businessUnitId: UNIT, prefix: 'LIST' };
  await fill({ ...copies, from: 1, to: FEW });
  report.doing(`lists of ${FEW} orders`);
  const few = await listP95(world);
  report.doing(`lists of ${MANY} orders`);
  await fill({ ...copies, from: FEW + 1, to: MANY });
  const many = await listP95(world);
  await empty(databaseUrl, UNIT);
  report.figure('list p95 of 200,000 orders ÷ that of 2,000', many / few, '×', { atMost: 1.5 });
  report.also(`list p95, 1 user: ${short(few)} ms of 2,000 orders, ${short(many)} ms of 200,000`);
};
