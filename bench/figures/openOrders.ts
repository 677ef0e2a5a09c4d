import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../measure/statistics';
import { short } from '../report';
import { addUnit, empty, fill } from './fill';
import { runLives } from './lives';
import type { Measure } from './measure';

const OPEN = 10_000;
const UNIT = 'BENCH-OPEN';
const ROUNDS = 3;

/** Figure 4, first half: what ten thousand open orders cost the others. */
export const openOrders: Measure = async (world, { pairs, rush, windowMs }, report) => {
  const { waybill, demo } = world;
  const { databaseUrl } = demo;
  // Acknowledged and never shipped: an ordinary open order, with its mark.
  const template = `${waybill.nextNumber()}-NOSHIP`;
  await waybill.create(template);
  await waybill.watch?.until(template, ['ACKNOWLEDGED']);
  await addUnit(databaseUrl, UNIT, demo.businessUnitId);
  const rounds = Math.min(ROUNDS, pairs);
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    report.doing(`lives beside ${OPEN} open orders, pair ${round} of ${rounds}`);
    await empty(databaseUrl, UNIT);
    await delay(1000);
    const alone = await runLives(world, waybill, rush, windowMs);
    await fill({ databaseUrl, template, businessUnitId: UNIT, prefix: 'OPEN', from: 1, to: OPEN });
    await delay(1000);
    const beside = await runLives(world, waybill, rush, windowMs);
    await empty(databaseUrl, UNIT);
    ratios.push(beside.perSecond / alone.perSecond);
    report.also(`lives alone ${short(alone.perSecond)}/s, beside 10,000 open orders ${short(beside.perSecond)}/s`);
  }
  report.figure('lives per second beside 10,000 open orders ÷ alone', median(ratios), '×', { atLeast: 0.9 });
};
