import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPartners } from '../../partners';
import { createLogger } from '../../platform/log';
import { loadWork, openOrderIds } from '../../store/orders/work';
import type { AdminContext } from '../context';
import { readOptions } from '../options';
import { parts } from '../paced';
import { booksOf, type Compared } from './books';
import { handOver } from './handOver';

/** What is on its way (a callback, an answer) gets this long to arrive before a difference counts. */
const SETTLE_SECONDS = 30;
const PAGE = 200;
const NAMED = 200;

/**
 * `reconcile`: compares open orders, and those closed since an instant, with the books of their warehouses. A difference
 * must be found twice; it is then handed to the order's own host as a message, which opens an exception.
 */
export async function reconcile({ db, say }: AdminContext, args: string[]): Promise<void> {
  const options = readOptions(args, ['closed-since', 'unit', 'settle'], ['dry-run']);
  const closedSince = options.instant('closed-since')?.toISOString();
  const settleMs = (options.whole('settle', 0, 3600) ?? SETTLE_SECONDS) * 1000;
  const { wms } = createPartners({ log: createLogger('admin', 'error') });
  const silent = new Map<string, string>();
  const tally = { asked: 0, noWarehouse: 0, known: 0 };

  const compare = async (orderIds: readonly number[]): Promise<Compared[]> => {
    const found: Compared[] = [];
    for (const ids of parts(orderIds, PAGE)) {
      const page = await booksOf(db, wms, await loadWork(db, ids));
      page.silent.forEach((code, connectionId) => silent.set(connectionId, code));
      tally.asked += page.compared.length;
      tally.noWarehouse += page.noWarehouse;
      tally.known += page.compared.filter(({ codes, news }) => codes.length > 0 && !news).length;
      found.push(...page.compared.filter(({ news }) => news));
    }
    return found;
  };

  const first = await compare(await openOrderIds(db, { businessUnitId: options.text('unit'), closedSince }));
  say(`Compared with their warehouses: ${tally.asked} orders; ${tally.noWarehouse} have no warehouse.`);
  if (tally.known > 0) say(`Differences that stand and have their exception: ${tally.known}.`);
  if (first.length > 0 && settleMs > 0) {
    say(`${first.length} differ; once more in ${settleMs / 1000} s, when what is under way has arrived.`);
    await sleep(settleMs);
  }
  const news = first.length > 0 ? await compare(first.map(({ order }) => order.orderId)) : [];
  report(say, news);
  if (!options.flag('dry-run') && news.length > 0) {
    await handOver(db, `${new Date().toISOString()}/${randomUUID()}`, news);
    say(`Handed to their orders: ${news.length}; within half a minute their exceptions say so (a worker has to run).`);
  }
  for (const [connectionId, code] of silent) say(`No books from ${connectionId}: ${code}.`);
  if (silent.size > 0) throw new Error('Not every warehouse has answered; compare again later.');
}

function report(say: AdminContext['say'], news: readonly Compared[]): void {
  const differing = news.filter(({ codes }) => codes.length > 0);
  say(
    `New differences: ${differing.length}; orders on which the books agree again: ${news.length - differing.length}.`,
  );
  for (const { order, codes, books } of differing.slice(0, NAMED)) {
    const { businessUnitId, orderNumber } = order.key;
    const theirs = books.status === null ? 'unknown there' : `${books.status}, attempt ${books.attempt}`;
    say(`  ${businessUnitId} ${orderNumber}  ${codes.join(',')}  here ${order.state.status}, warehouse: ${theirs}`);
  }
  if (differing.length > NAMED) say(`  and ${differing.length - NAMED} more`);
}
