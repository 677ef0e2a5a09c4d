import { setTimeout as delay } from 'node:timers/promises';
import { onDatabase } from '../../../dev/postgres/database';
import { parcelOrder } from '../../../dev/demo/parcelOrder';
import { numbering } from '../../contenders/contender';
import { countedLoop } from '../../driver/closedLoop';
import { openUnit, retire } from '../../imports/unit';
import { median } from '../../measure/statistics';
import { short } from '../../report';
import type { World } from '../../world/world';
import type { Measure } from '../measure';

/** At most ten characters: a unit is a DCL account under its company number. */
const UNIT = 'BENCH-DCL';
const ROUNDS = 3;
/** Single creates are alike; so many stand for a batch's. */
const SINGLES_SHARE = 0.2;
const QUIET_MS = 60_000;
/** What is measured is the answer: a release behind it would only be load on the next one. */
const FAR_AWAY = '2099-01-01';

const dclOrder = (world: World, number: string) => ({
  order_number: number,
  account_number: UNIT,
  freight_account: '00731',
  shipping_carrier: 'UPS',
  shipping_service: 'GROUND',
  shipping_address: {
    attention: 'Ada Byrne',
    address1: '12 Quay Lane',
    city: 'Portland',
    state_province: 'OR',
    postal_code: '97201',
    country_code: 'US',
  },
  lines: world.demo.skus.slice(0, 2).map((item_number, at) => ({
    line_number: at + 1,
    item_number,
    quantity: 2 - at,
    do_not_ship_before: FAR_AWAY,
  })),
});

/** Waits until every order of the unit has its workflow. */
async function quiet({ demo }: World): Promise<void> {
  await onDatabase(demo.databaseUrl, async (db) => {
    for (const until = Date.now() + QUIET_MS; Date.now() < until; await delay(200)) {
      const text = 'select 1 from orders where business_unit_id = $1 and started_in is null limit 1';
      if ((await db.query(text, [UNIT])).rowCount === 0) return;
    }
  });
  await retire(demo.databaseUrl, UNIT);
}

/** Figure 9: a DCL batch against single creates over one connection. */
export const dclBatch: Measure = async (world, { pairs, sizes }, report) => {
  const { demo, api } = world;
  await openUnit(world, UNIT);
  const next = numbering('D');
  const basic = Buffer.from(`${demo.clientId}:${demo.clientSecret}`).toString('base64');
  const batch = async (size: number): Promise<number> => {
    const orders = Array.from({ length: size }, () => dclOrder(world, next()));
    const began = performance.now();
    const headers = { authorization: `Basic ${basic}` };
    const { body } = await api('POST', '/api/v1/batches', { allow_partial: true, orders }, headers);
    const tookMs = performance.now() - began;
    const { order_statuses } = JSON.parse(body) as { order_statuses: { error_code: number; error_message: string }[] };
    const refused = order_statuses.find(({ error_code }) => error_code !== 0);
    if (refused) throw new Error(`an order of the batch was refused: ${refused.error_message}`);
    return tookMs;
  };
  const single = async (): Promise<void> => {
    const data = { ...parcelOrder(demo, next()), customerDates: { doNotShipBefore: FAR_AWAY } };
    await api('POST', `/business_units/${UNIT}/sales_orders`, { data });
  };
  const singles = Math.ceil(sizes.batch * SINGLES_SHARE);
  await batch(Math.ceil(sizes.batch / 10));
  await quiet(world);
  const count = Math.min(ROUNDS, pairs);
  const batches: number[] = [];
  const each: number[] = [];
  for (let round = 1; round <= count; round += 1) {
    report.doing(`DCL batch of ${sizes.batch}, then ${singles} single creates, round ${round} of ${count}`);
    batches.push(await batch(sizes.batch));
    await quiet(world);
    each.push(1000 / (await countedLoop(1, singles, single)).perSecond);
    await quiet(world);
  }
  const orders = sizes.batch.toLocaleString('en');
  const faster = median(batches.map((tookMs, at) => ((each[at] ?? NaN) * sizes.batch) / tookMs));
  report.figure(`DCL batch of ${orders}, p50`, median(batches) / 1000, 's', { atMost: 1 });
  report.figure(`${orders} single creates, one connection ÷ that batch`, faster, '×', { atLeast: 8 });
  report.also(
    `DCL batch of ${orders}: p50 ${short(median(batches))} ms, slowest ${short(Math.max(...batches))} ms; ` +
      `a single create ${short(median(each))} ms (${singles} after each batch)`,
  );
};
