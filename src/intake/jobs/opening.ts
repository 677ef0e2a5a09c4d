import pLimit from 'p-limit';
import type { OrderKey } from '../../domain/order';
import { somebodyWaits } from '../../store/jobs';
import { findMarks } from '../../store/orders/start';
import { startFromRow, type StartableOrder } from '../startFromRow';
import type { IntakeDeps } from '../types';

/** Imports come after everything that somebody waits for. */
const LAST = 5;
/** Starts at a time, of all jobs of a worker: what Temporal takes while leaving room for single orders. */
const CONCURRENCY = 16;
/** The same while pages are applied (a start costs as much as twenty rows) or somebody waits for Temporal. */
const FEW = 2;
/** Who sent an order or a file by itself this long ago is waited for, and more of them may come. */
const RECENT_MS = 2_000;
/** How often that is looked up, milliseconds. */
const LOOK_MS = 250;

/** Opens the workflows of orders that job pages have moved so far. */
export function createOpening({ db, gateway }: Pick<IntakeDeps, 'db' | 'gateway'>) {
  const limit = pLimit(CONCURRENCY);
  const few = pLimit(FEW);
  let applying = 0;
  let looked = { at: 0, waits: Promise.resolve(false) };
  const isWanted = (): Promise<boolean> => {
    if (Date.now() - looked.at < LOOK_MS) return looked.waits;
    const look = async () => somebodyWaits(db, { namespaceId: await gateway.namespaceId(), recentMs: RECENT_MS });
    looked = { at: Date.now(), waits: look() };
    return looked.waits;
  };
  return {
    namespaceId: () => gateway.namespaceId(),

    async whileApplying<T>(work: () => Promise<T>): Promise<T> {
      applying += 1;
      try {
        return await work();
      } finally {
        applying -= 1;
      }
    },

    async open(orders: readonly StartableOrder[]): Promise<void> {
      const start = (order: StartableOrder) => startFromRow(gateway, order, LAST);
      const inTurn = async (order: StartableOrder) =>
        applying > 0 || (await isWanted()) ? few(() => start(order)) : start(order);
      await Promise.all(orders.map((order) => limit(() => inTurn(order))));
    },

    async look(keys: readonly OrderKey[]): Promise<void> {
      if (keys.length === 0) return;
      const namespaceId = await gateway.namespaceId();
      const running = (await findMarks(db, keys)).filter(({ startedIn }) => startedIn === namespaceId);
      await Promise.all(running.map((key) => limit(() => gateway.look(key))));
    },
  };
}
