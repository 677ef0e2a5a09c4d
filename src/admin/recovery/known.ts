import type { OrderKey } from '../../domain/order';
import { findMarks } from '../../store/orders/start';
import { TemporalUnavailable, WorkflowMissing } from '../../temporal/errors';
import type { OrderRun } from '../../temporal/orderRuns';
import type { OperatorContext } from '../context';
import { parts } from '../paced';

/** Orders that Temporal knows: those with a row here, and those whose row is gone. */
export interface Known {
  here: OrderKey[];
  /** Newest start first. */
  gone: OrderKey[];
}

const PAGE = 500;

/** One text for one key. */
export const nameOf = ({ businessUnitId, orderNumber }: OrderKey): string => `${businessUnitId} ${orderNumber}`;

/** All that run now; with `since` also those that were started from then on and have ended, where their row is gone. */
export async function knownToTemporal({ db, runs }: OperatorContext, since?: Date): Promise<Known> {
  const running = await newestOf(runs.list());
  const started = since ? await newestOf(runs.list({ since })) : new Map<string, OrderRun>();
  const all = [...new Map([...started, ...running]).values()].sort((a, b) => Number(b.startedAt) - Number(a.startedAt));
  const known: Known = { here: [], gone: [] };
  for (const page of parts(all, PAGE)) {
    const keys = page.map(({ key }) => key);
    const rows = new Set((await findMarks(db, keys)).map(nameOf));
    known.gone.push(...keys.filter((key) => !rows.has(nameOf(key))));
    known.here.push(...keys.filter((key) => rows.has(nameOf(key)) && running.has(nameOf(key))));
  }
  return known;
}

async function newestOf(list: AsyncIterable<OrderRun>): Promise<Map<string, OrderRun>> {
  const found = new Map<string, OrderRun>();
  for await (const run of list) {
    const other = found.get(nameOf(run.key));
    if (!other || other.startedAt < run.startedAt) found.set(nameOf(run.key), run);
  }
  return found;
}

/** Numbers grow with time, so the newest few say how far they had come. */
const ASKED = 20;
const ANSWER_MS = 3_000;

/** Sales order numbers as the newest of these processes know them; none where no worker answers for them. */
export async function numbersOf({ gateway }: OperatorContext, newestFirst: readonly OrderKey[]): Promise<string[]> {
  const asked = newestFirst.slice(0, ASKED).map(async (key) => {
    try {
      return [(await gateway.queryState(key, ANSWER_MS))?.salesOrderNumber ?? ''];
    } catch (err) {
      if (err instanceof TemporalUnavailable || err instanceof WorkflowMissing) return [];
      throw err;
    }
  });
  return (await Promise.all(asked)).flat();
}
