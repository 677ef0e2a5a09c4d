import type { StepResult } from '../../domain/order';
import { PartnerError } from '../../partners';
import type { Connection } from '../../partners';
import type { ActivityDeps } from '../deps';
import type { Later, Limits, StepItem } from './step';

/** A quick try is at most this long; longer calls are made beside the workflow's loop. */
const QUICK_MS = 1000;

interface Group {
  connection: Connection;
  indexes: number[];
}

/** Refused for our own credentials or address: somebody will mend the connection, the order is not to blame. */
const OUR_FAULT = ['UNAUTHORIZED', 'MISCONFIGURED'];

/** What a failed call means: a refusal is an answer, anything else is asked again later. */
export function afterFailure(err: unknown): StepResult | Later {
  if (!(err instanceof PartnerError)) throw err;
  if (err.kind === 'refused' && !OUR_FAULT.includes(err.code)) return { kind: 'refused', code: err.code };
  const { code: later, retryAfterMs, connectionId } = err;
  return { later, connectionId, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Asks each order's warehouse with one call per connection; results come back in the order of the items. */
export async function perWarehouse(
  deps: ActivityDeps,
  items: StepItem[],
  limits: Limits,
  ask: (connection: Connection, items: StepItem[]) => Promise<StepResult[]>,
): Promise<(StepResult | Later)[]> {
  const results = new Array<StepResult | Later>(items.length).fill({ later: 'NO_CONNECTION' });
  const groups = new Map<string, Group>();
  for (const [index, { state, record }] of items.entries()) {
    const connection = await deps.directory.warehouse(record.orgId, state.facts.buildingId);
    if (!connection) continue;
    const group: Group = groups.get(connection.id) ?? { connection, indexes: [] };
    group.indexes.push(index);
    groups.set(connection.id, group);
  }
  await Promise.all(
    [...groups.values()].map(async ({ connection, indexes }) => {
      const group = indexes.map((index) => items[index] as StepItem);
      const quick = limits.timeoutMs <= QUICK_MS;
      const answers: (StepResult | Later)[] = await (quick && deps.partners.isOpen(connection.id, 'quick')
        ? Promise.resolve(group.map(() => ({ later: 'BREAKER_OPEN' })))
        : ask(connection, group).catch((err: unknown) => group.map(() => afterFailure(err))));
      indexes.forEach((index, i) => (results[index] = answers[i] ?? { later: 'NO_ANSWER' }));
    }),
  );
  return results;
}
