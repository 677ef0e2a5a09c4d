import type { OrderKey } from '../../domain/order';
import { moveNumbersAhead, salesOrderNumber } from '../../store/orders/numbers';
import { loadWork, openOrderIds } from '../../store/orders/work';
import type { OperatorContext } from '../context';
import { readOptions } from '../options';
import { inPace, parts } from '../paced';
import { knownToTemporal, nameOf, numbersOf } from './known';
import { untilWritten, type Seen } from './written';

/**
 * Ten digits hold ten thousand such leaps, and few installations accept a million orders between two backups. One that
 * does gives a larger margin.
 */
const MARGIN = 1_000_000;
const PER_SECOND = 20;
const PAGE = 500;
const NAMED = 200;

/**
 * `after-restore`: PostgreSQL was put back to an earlier moment and Temporal was not. No sales order number is given
 * twice, processes that know more than their rows write it back, and what is gone is named.
 */
export async function afterRestore(context: OperatorContext, args: string[]): Promise<void> {
  const options = readOptions(args, ['backup-at', 'margin', 'rate']);
  const since = options.instant('backup-at');
  const margin = options.whole('margin', 1, 1_000_000_000) ?? MARGIN;
  const rate = options.whole('rate', 1, 1000) ?? PER_SECOND;

  // Before Temporal is asked: without it any new order may get a number that the warehouse knows.
  const moved = await moveNumbersAhead(context.db, { margin, used: [] });
  context.say(`Sales order numbers: the highest here is ${salesOrderNumber(moved.highest)}.`);
  const { here, gone } = await knownToTemporal(context, since);
  const used = await numbersOf(context, gone);
  const isFar = used.some((number) => number > salesOrderNumber(moved.next - margin / 2));
  const { next } = isFar ? await moveNumbersAhead(context.db, { margin, used }) : moved;
  context.say(`The next one will be ${salesOrderNumber(next)}.`);

  await writeBack(context, here, rate);
  reportGone(context, gone);
  context.say('Now compare with the warehouses: npm run admin -- reconcile');
}

/** Every open order, and every order whose process runs, looks at its row again. */
async function writeBack({ db, gateway, say }: OperatorContext, running: OrderKey[], rate: number): Promise<void> {
  const seen: Seen[] = [];
  const keys = new Map(running.map((key) => [nameOf(key), key]));
  for (const ids of parts(await openOrderIds(db), PAGE)) {
    for (const { orderId, key, state } of await loadWork(db, ids)) {
      seen.push({ orderId, sequence: state.sequence });
      keys.set(nameOf(key), key);
    }
  }
  await inPace([...keys.values()], rate, (key) => gateway.look(key));
  say(`Asked to look at their rows: ${keys.size} orders; ${running.length} were running.`);
  say(`Wrote back what their rows had lost (exception RECORD_BEHIND): ${await untilWritten(db, seen)}.`);
}

/** The document went with the row; only the client has it. */
function reportGone({ say }: OperatorContext, gone: readonly OrderKey[]): void {
  say(`Known to Temporal and not here any more: ${gone.length}.`);
  for (const key of gone.slice(0, NAMED)) say(`  ${nameOf(key)}`);
  if (gone.length > NAMED) say(`  and ${gone.length - NAMED} more`);
  if (gone.length > 0) say('  Have their clients send them again: each goes on where its process stands.');
}
