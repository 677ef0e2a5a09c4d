import { startFromRow } from '../../intake/startFromRow';
import { findOrder } from '../../store/orders/read';
import { clearMarks } from '../../store/orders/unmark';
import { loadWork, openOrderIds } from '../../store/orders/work';
import type { OperatorContext } from '../context';
import { readOptions, type Options } from '../options';
import { inPace, parts } from '../paced';
import { UsageError } from '../usage';

const PER_SECOND = 10;
const PAGE = 100;
const REASON = 'restarted by an operator: the order goes on from its row';

interface Counts {
  terminated: number;
  started: number;
}

/**
 * `restart-workflows`: for a release that cannot go on with the old histories, and for workflows that somebody ended.
 * With `--missing` only what does not run is started.
 */
export async function restartWorkflows(context: OperatorContext, args: string[]): Promise<void> {
  const options = readOptions(args, ['order', 'unit', 'rate'], ['missing']);
  const rate = options.whole('rate', 1, 1000) ?? PER_SECOND;
  const ids = await chosen(context, options);
  const counts: Counts = { terminated: 0, started: 0 };
  const gateway = countingStarts(context.gateway, counts);
  const terminate = !options.flag('missing');
  for (const page of parts(ids, PAGE)) {
    const orders = (await loadWork(context.db, page)).filter(({ state }) => state.closedAt === null);
    // The marks go first: whatever dies before a start, the sweeper finds these orders. A claim marks them again.
    const marked = terminate ? orders.map(({ orderId }) => orderId) : [];
    await clearMarks(context.db, marked);
    await inPace(orders, rate, async (order) => {
      if (terminate && (await context.runs.terminate(order.key, REASON))) counts.terminated += 1;
      await startFromRow(gateway, order);
    });
  }
  context.say(`Open orders: ${ids.length}; workflows terminated: ${counts.terminated}, started: ${counts.started}.`);
}

async function chosen({ db }: OperatorContext, options: Options): Promise<number[]> {
  const named = options.text('order');
  if (named === undefined) return openOrderIds(db, { businessUnitId: options.text('unit') });
  const [businessUnitId = '', ...rest] = named.split('/');
  const order = await findOrder(db, { businessUnitId, orderNumber: rest.join('/') });
  if (!order) throw new UsageError(`There is no order ${named}; write it as UNIT/NUMBER.`);
  if (order.closedAt !== null) throw new UsageError(`Order ${named} is closed; it needs no workflow.`);
  return [order.orderId];
}

function countingStarts(gateway: OperatorContext['gateway'], counts: Counts): OperatorContext['gateway'] {
  return {
    ...gateway,
    async startOrder(key, about) {
      const started = await gateway.startOrder(key, about);
      if (started === 'started') counts.started += 1;
      return started;
    },
  };
}
