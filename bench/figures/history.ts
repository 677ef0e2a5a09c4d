import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { orderWorkflowId } from '../../src/messages/ids';
import { connectClient } from '../../src/temporal/connect';
import { countedLoop } from '../driver/closedLoop';
import { median } from '../measure/statistics';
import { CALM_WAREHOUSE } from '../world/world';
import type { Measure } from './measure';

const ORDERS = 9;
const TRIAL_ORDERS = 3;
const CLOSING_MS = 10_000;

/** What Temporal keeps of a workflow that has ended. */
async function kept(client: Client, workflowId: string) {
  const handle = client.workflow.getHandle(workflowId);
  const until = Date.now() + CLOSING_MS;
  let described = await handle.describe();
  while (described.status.name === 'RUNNING' && Date.now() < until) {
    await delay(50);
    described = await handle.describe();
  }
  const { events } = await handle.fetchHistory();
  const ordinary = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes);
  return {
    events: events?.length ?? NaN,
    bytes: Number(described.historySize ?? NaN),
    activities: ordinary.length,
  };
}

/** Figure 3: how much of an order's life Temporal keeps. */
export const history: Measure = async (world, { trial }, report) => {
  const orders = trial ? TRIAL_ORDERS : ORDERS;
  report.doing(`histories of ${orders} shipped orders`);
  const { waybill, demo } = world;
  const numbers: string[] = [];
  await world.warehouse(CALM_WAREHOUSE);
  await countedLoop(1, orders, async () => {
    const number = waybill.nextNumber();
    numbers.push(number);
    await waybill.create(number);
    await waybill.shipped(number);
  });
  await world.warehouse();
  const { client, connection } = connectClient({ temporalAddress: demo.temporalAddress });
  const { businessUnitId } = demo;
  const found = await Promise.all(
    numbers.map((orderNumber) => kept(client, orderWorkflowId({ businessUnitId, orderNumber }))),
  );
  await connection.close();
  const of = (field: 'events' | 'bytes' | 'activities') => median(found.map((each) => each[field]));
  report.figure('history of a shipped order', of('events'), 'events', { atMost: 26 });
  report.figure('size of that history', of('bytes') / 1024, 'KB', { atMost: 8 });
  report.figure('ordinary activities in it', of('activities'), 'activities', { atMost: 0 });
};
