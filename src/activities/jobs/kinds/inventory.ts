import type { StockFault, StockJobType } from '../../../domain/stock';
import { STOCK_WORK, type ItemOutcome, type PreparedItem, type StockList } from '../../../intake/stock';
import { recentUnit } from '../../../store/businessUnits';
import type { JobRecord, RowResult } from '../../../store/jobs';
import { writeStockMessages } from '../../../store/stock/jobs';
import type { JobActivityDeps } from '../deps';
import type { Kind } from '../kind';

/** The kind's own members of a job's parameters. */
interface Params {
  type: StockJobType;
  locationCode: string;
  confirmed?: boolean;
}

async function listOf({ db }: JobActivityDeps, job: JobRecord): Promise<StockList> {
  const { type, locationCode, confirmed = false } = job.params as unknown as Params;
  const { businessUnitId, jobId, createdAt } = job;
  const unit = await recentUnit(db, businessUnitId);
  const settings = unit?.settings ?? {};
  return { type, businessUnitId, buildingId: locationCode, settings, arrivedAt: createdAt, confirmed, jobId };
}

/** Another try of the same item may go well. */
const PASSING: readonly StockFault['code'][] = [
  'delta_guard',
  'below_zero',
  'beyond_stock',
  'bin_frozen',
  'still_allocated',
];

function resultOf(outcome: ItemOutcome): RowResult {
  if ('result' in outcome) return { outcome: 'updated', result: outcome.result };
  const { code, detail } = outcome.fault;
  return {
    outcome: 'failed',
    retryable: PASSING.includes(code),
    errors: [{ code: code.toUpperCase(), message: `${code}, ${detail}`, field: '', pointer: '#' }],
  };
}

/** Inventory work of all types, on one location's stock; what an item is, its type knows. */
export const inventory: Kind<PreparedItem> = {
  pageSize: 5_000,
  distinctBy: null,
  makesOrders: false,

  async read(deps, job, rows) {
    const list = await listOf(deps, job);
    const prepared = await STOCK_WORK[list.type].prepare(
      deps.db,
      list,
      rows.map(({ payload }) => payload),
    );
    return prepared.map((item, at) => ({ item: { ...item, position: rows[at]?.position ?? at } }));
  },

  async check(_deps, _job, items) {
    return items.map(() => []);
  },

  async applyPage(tx, deps, job, items) {
    const list = await listOf(deps, job);
    const outcomes = await STOCK_WORK[list.type].apply(
      tx,
      list,
      items.map(({ item }) => item),
    );
    return outcomes.map(resultOf);
  },

  finish: (tx, _deps, { jobId }) => writeStockMessages(tx, jobId),
};
