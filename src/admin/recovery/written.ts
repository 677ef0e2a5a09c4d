import { setTimeout as sleep } from 'node:timers/promises';
import { countEventsSince } from '../../store/orders/work';
import type { AdminContext } from '../context';
import { parts } from '../paced';

/** An order as it stood before it was asked to look at its row. */
export interface Seen {
  orderId: number;
  sequence: number;
}

const PAGE = 1000;
const EVERY_MS = 1_000;
/** Two equal counts in a row end the wait; a worker that is away is not waited for longer than this. */
const LONGEST_MS = 15_000;

/** How many of these orders have written their state back since; waits until there are no more of them. */
export async function untilWritten(db: AdminContext['db'], seen: readonly Seen[]): Promise<number> {
  const count = async (): Promise<number> => {
    let found = 0;
    for (const page of parts(seen, PAGE)) found += await countEventsSince(db, 'restored', page);
    return found;
  };
  const until = Date.now() + LONGEST_MS;
  let before = -1;
  for (;;) {
    await sleep(EVERY_MS);
    const found = await count();
    if (found === before || Date.now() > until) return found;
    before = found;
  }
}
