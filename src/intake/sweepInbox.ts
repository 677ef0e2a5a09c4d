import { adoptParked, findUnapplied, parkMessages } from '../store/inbox';
import type { OrderKey } from '../domain/order';
import { applyPending, PAGE_SIZE } from './page';
import { ORDER_UNKNOWN } from './receive';
import { UNAPPLIED_MS } from './sweepOrders';
import { createThrottle } from './throttle';
import type { IntakeDeps } from './types';

const READ = 500;

/** The part of a sweep that needs no Temporal. */
export interface InboxSweep {
  (namespaceId: string): Promise<void>;
}

/** Applies messages whose order has no workflow, in pages, and parks those whose order is not known. */
export function createInboxSweep({ db, policy }: Pick<IntakeDeps, 'db' | 'policy'>): InboxSweep {
  const throttle = createThrottle(2_000, 60_000);
  return async (namespaceId) => {
    await adoptParked(db, READ);
    const found = await findUnapplied(db, { olderThanMs: UNAPPLIED_MS, limit: READ, namespaceId });
    await parkMessages(db, found.orphans, ORDER_UNKNOWN);
    const keys = new Map<number, OrderKey>();
    for (const { orderId, key } of found.unmarked) {
      if (!keys.has(orderId) && throttle.take(String(orderId))) keys.set(orderId, key);
    }
    const all = [...keys.values()];
    for (let from = 0; from < all.length; from += PAGE_SIZE) {
      await applyPending({ db, policy }, all.slice(from, from + PAGE_SIZE));
    }
  };
}
