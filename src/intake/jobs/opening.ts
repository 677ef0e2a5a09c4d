import pLimit from 'p-limit';
import type { OrderKey } from '../../domain/order';
import { singleIsDue, somebodyWaits } from '../../store/jobs';
import { findMarks } from '../../store/orders/start';
import { waitWhile } from '../waitWhile';
import { startFromRow, type StartableOrder } from '../startFromRow';
import type { IntakeDeps } from '../types';

/** Imports come after everything that somebody waits for. */
const LAST = 5;
/** Starts at a time, of all jobs of a worker: what Temporal takes while leaving room for single orders. */
const CONCURRENCY = 16;
/** The same while pages are applied: a start costs as much as twenty rows. */
const FEW = 2;
/** While somebody waits for Temporal starts go one by one, and each lets an order pass that is on its way, for at most so many milliseconds. */
const PATIENCE_MS = 100;
/** A single order takes a tenth of this to the warehouse; what is older is not waited for here. */
const SINGLE_MS = 1_000;
/** Who sent an order or a file by itself this long ago is waited for, and more of them may come. */
const RECENT_MS = 2_000;
/** How often that is looked up, milliseconds. */
const LOOK_MS = 250;

/** Opens the workflows of orders that job pages have moved so far. */
export function createOpening({ db, gateway }: Pick<IntakeDeps, 'db' | 'gateway'>) {
  const limit = pLimit(CONCURRENCY);
  const few = pLimit(FEW);
  const oneByOne = pLimit(1);
  let applying = 0;
  const lately = async (recentMs: number) => ({ namespaceId: await gateway.namespaceId(), recentMs });
  const isSingleDue = async (): Promise<boolean> => singleIsDue(db, await lately(SINGLE_MS));
  let looked = { at: 0, waits: Promise.resolve(false) };
  const isWanted = (): Promise<boolean> => {
    if (Date.now() - looked.at < LOOK_MS) return looked.waits;
    const look = async () => somebodyWaits(db, await lately(RECENT_MS));
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
      const behind = (order: StartableOrder) =>
        oneByOne(async () => {
          await waitWhile(isSingleDue, PATIENCE_MS);
          return start(order);
        });
      const inTurn = async (order: StartableOrder) => {
        if (await isWanted()) return behind(order);
        return applying > 0 ? few(() => start(order)) : start(order);
      };
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
