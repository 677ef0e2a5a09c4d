import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { loopWhile } from '../../driver/closedLoop';
import { openWatch } from '../../driver/watch';
import { ndjson } from '../../imports/files';
import { importsOf, type Imports } from '../../imports/imports';
import { openUnit, retire } from '../../imports/unit';
import { percentile } from '../../measure/statistics';
import { short } from '../../report';
import type { Measure } from '../measure';

const UNIT = 'BENCH-EARLY';
const SAMPLES = 100;
const TRIAL_SAMPLES = 8;
const SENDERS = 2;
const CLOSE_LOOK_MS = 4;
const STATUS = `select order_number as number, status from orders where order_number = any($1::text[])
  and business_unit_id = '${UNIT}'`;

/** Takes a released order without a workflow that was not taken before; waits while there is none. */
function picker(imports: Imports, patienceMs: number): () => Promise<string> {
  const taken = new Set<string>();
  return async () => {
    for (const until = performance.now() + patienceMs; performance.now() < until; await delay(CLOSE_LOOK_MS)) {
      const number = (await imports.unopened(SAMPLES + SENDERS)).find((each) => !taken.has(each));
      if (!number) continue;
      taken.add(number);
      return number;
    }
    throw new Error('the import has no released order without a workflow');
  };
}

/** Figure 7, second half: the warehouse's word about an order of the import under way, which has no workflow yet. */
export const callbacks: Measure = async (world, { sizes, trial }, report) => {
  const { demo, api } = world;
  const samples = trial ? TRIAL_SAMPLES : SAMPLES;
  report.doing(`${samples} callbacks during an import of ${sizes.import} orders`);
  await openUnit(world, UNIT);
  const imports = await importsOf(world, UNIT);
  const watch = await openWatch(demo.databaseUrl, STATUS);
  watch.pauseMs = CLOSE_LOOK_MS;
  const job = await imports.upload(ndjson(demo, sizes.import));
  const take = picker(imports, 30_000);
  const tookMs: number[] = [];
  const more = (): boolean => tookMs.length < samples;
  await loopWhile(SENDERS, more, async () => {
    const customerOrderNumber = await take();
    const began = performance.now();
    const applied = watch.until(customerOrderNumber, ['IN_WAREHOUSE']).then(() => performance.now() - began);
    const event = { type: 'pick_started', eventId: randomUUID(), occurredAt: new Date().toISOString() };
    await api('POST', '/wms/events', { events: [{ ...event, businessUnitId: UNIT, customerOrderNumber }] });
    const passed = await applied;
    // One whose workflow was opened meanwhile says nothing about those that have none.
    if (await imports.isUnopened(customerOrderNumber)) tookMs.push(passed);
  });
  await imports.completed(job);
  await Promise.all([imports.close(), watch.close(), retire(demo.databaseUrl, UNIT)]);
  const [p50, p95] = [percentile(tookMs, 0.5) / 1000, percentile(tookMs, 0.95) / 1000];
  report.figure('callback for an order without a workflow applied, p95', p95, 's', { atMost: 1 });
  report.also(`callbacks for orders without a workflow during an import: p50 ${short(p50)} s, p95 ${short(p95)} s`);
};
