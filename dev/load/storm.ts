import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parcelOrder } from '../demo/parcelOrder';
import type { Home } from '../home';
import type { DemoFile } from '../stack/demoFile';
import { insist, shared } from './client';
import { killByLot, untilWhole } from './kills';

export interface StormStack {
  home: Home;
  demo: DemoFile;
}

export interface Storm {
  /** Numbers of the orders that were answered 200 or 201. */
  accepted: string[];
  /** Parts that were killed. */
  kills: string[];
  /** Requests that had to be made again. */
  repeats: number;
}

export interface Sending {
  orders: number;
  users: number;
  /** Told after each accepted order how many there are by now. */
  progress?: (accepted: number) => void;
}

/** Creates parcel orders, `users` at once, each request repeated until it is answered. */
export async function sendOrders(demo: DemoFile, { orders, users, progress }: Sending): Promise<Storm> {
  const prefix = `F-${randomBytes(4).toString('hex')}`;
  const storm: Storm = { accepted: [], kills: [], repeats: 0 };
  const path = `/business_units/${demo.businessUnitId}/sales_orders`;
  const numbers = Array.from({ length: orders }, (_, at) => `${prefix}-${at + 1}`);
  await shared(users, numbers, async (number) => {
    const answer = await insist(demo, 'POST', path, { data: parcelOrder(demo, number) });
    if (answer.status !== 200 && answer.status !== 201)
      throw new Error(`${number} is answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    storm.accepted.push(number);
    storm.repeats += answer.tries - 1;
    progress?.(storm.accepted.length);
  });
  return storm;
}

/** How long after the last order a late kill may come, milliseconds: most orders are on their way then. */
const LATE_MS = 1_500;

/** One round: orders are sent while a part, or all, are killed by lot (from 0 to 1); `late`: and once more when all are accepted. */
export async function stormRound(
  stack: StormStack,
  { orders, users, lot, late = false }: Sending & { late?: boolean; lot?: number },
): Promise<Storm> {
  const at = Math.ceil(orders * (0.1 + 0.8 * Math.random()));
  const kills: string[] = [];
  let whole: Promise<void> = Promise.resolve();
  const kill = (drawn?: number): void => {
    const met = killByLot(stack.home, drawn);
    kills.push(Object.keys(met).join(' + '));
    whole = untilWhole(stack, met);
    whole.catch(() => undefined);
  };
  const progress = (accepted: number): void => void (accepted === at && kill(lot));
  const storm = await sendOrders(stack.demo, { orders, users, progress });
  await whole;
  if (late) {
    await delay(LATE_MS * Math.random());
    kill();
    await whole;
  }
  return { ...storm, kills };
}
