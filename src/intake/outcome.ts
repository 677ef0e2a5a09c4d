import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderKey } from '../domain/order';
import type { Queries } from '../store/database';
import { findOrders, type OrderRow } from '../store/orders/read';

const FIRST_MS = 25;
const LAST_MS = 200;

/**
 * Watches an order's row until `settled` holds, for at most `ms` milliseconds (a partner's answer, a release).
 * Answers the row that settled it, or null when the time is up.
 */
export async function awaitOutcome(
  db: Queries,
  key: OrderKey,
  settled: (order: OrderRow) => boolean,
  ms: number,
): Promise<OrderRow | null> {
  const until = Date.now() + ms;
  for (let pause = FIRST_MS; ; pause = Math.min(pause * 1.5, LAST_MS)) {
    const [order] = await findOrders(db, [key]);
    if (order && settled(order)) return order;
    const left = until - Date.now();
    if (left <= 0) return null;
    await sleep(Math.min(pause, left));
  }
}
