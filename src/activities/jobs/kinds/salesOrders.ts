import { z } from 'zod';
import { violationsOf as formViolations } from '../../../contract/common/violations';
import { ON_EXISTING } from '../../../contract/umg/bulkJob';
import { orderContent } from '../../../contract/umg/orderContent';
import { orderRules } from '../../../contract/umg/rules';
import { SalesOrderRequest } from '../../../contract/umg/salesOrderRequest';
import { acceptOrders } from '../../../intake/acceptOrders';
import { masterDataFor, violationsOf } from '../../../intake/checkOrders';
import { againstExisting } from '../../../intake/existing';
import { orderingUnit } from '../../../intake/orderingUnit';
import type { AcceptedOrder, NewOrder } from '../../../intake/types';
import type { Violation } from '../../../platform/problem';
import { recentUnit } from '../../../store/businessUnits';
import type { RowResult } from '../../../store/jobs';
import { findOrders } from '../../../store/orders/read';
import { advanceOrders } from '../advanceOrders';
import type { Kind } from '../kind';
import { updateOrders } from '../updateOrders';

/** The kind's own members of a job's parameters. */
const Params = z.looseObject({ onExisting: z.enum(ON_EXISTING).default('REPLAY') });

/** Right once master data has been added; everything else needs another row. */
const MENDABLE = ['UNKNOWN_SKU', 'UNKNOWN_BUILDING', 'BUILDING_NOT_ASSOCIATED', 'BUSINESS_UNIT_NOT_FOUND'];

/** In a file a row is the document itself, which a single create wraps in `data`. */
function ofRow({ field, pointer, ...rest }: Violation): Violation {
  return { ...rest, field: field.replace(/^data\./, ''), pointer: pointer.replace(/^#\/data\//, '#/') };
}

const failed = (errors: readonly Violation[], result?: Record<string, unknown>): RowResult => ({
  outcome: 'failed',
  errors: errors.map(ofRow),
  result,
  retryable: errors.every(({ code }) => MENDABLE.includes(code)),
});

function resultOf({
  orderNumber,
  outcome,
  orderId,
  salesOrderNumber,
  errors = [],
  existing,
}: AcceptedOrder): RowResult {
  const result = { orderNumber, salesOrderNumber, existing };
  if (outcome === 'created' || outcome === 'replayed') {
    return { outcome, result, ...(outcome === 'created' ? { orderId } : {}) };
  }
  return failed(errors, result);
}

const REPEATED: Violation = {
  code: 'ORDER_ALREADY_EXISTS',
  message: 'The order exists.',
  field: 'customerOrderNumber',
  pointer: '#/customerOrderNumber',
};

/** Sales orders of one business unit, by the rules of the single create. */
export const salesOrders: Kind<NewOrder> = {
  pageSize: 100,
  distinctBy: 'customerOrderNumber',
  makesOrders: true,

  async read({ db }, job, rows) {
    const unit = await recentUnit(db, job.businessUnitId);
    const ordering = unit && (await orderingUnit(db, unit));
    return rows.map(({ position, payload }) => {
      const form = SalesOrderRequest.safeParse(payload);
      if (!form.success) return { errors: formViolations(form.error, []) };
      const errors = orderRules(form.data, []);
      if (errors.length > 0 || !ordering) return { errors };
      const content = orderContent(form.data, ordering);
      const { jobId: importJobId, orgId, businessUnitId } = job;
      const cause = `${importJobId}/${position}`;
      return { item: { ...content, orgId, businessUnitId, cause, importJobId, awaitsOpening: true } };
    });
  },

  async check({ db }, job, items) {
    const orders = items.map(({ item }) => item);
    const { onExisting } = Params.parse(job.params);
    const [masterData, standing] = await Promise.all([masterDataFor(db, orders), findOrders(db, orders)]);
    const taken = new Map(standing.map((order) => [order.orderNumber, order]));
    return Promise.all(
      orders.map(async (order) => {
        const existing = taken.get(order.orderNumber);
        if (existing && onExisting !== 'UPDATE_IF_UNRELEASED') {
          const { outcome, errors = [] } = againstExisting(order, existing);
          if (outcome === 'replayed') return onExisting === 'FAIL' ? [REPEATED] : [];
          return errors.map(ofRow);
        }
        const data = masterData.get(order.businessUnitId);
        return data ? (await violationsOf(db, order, data)).map(ofRow) : [];
      }),
    );
  },

  async applyPage(tx, deps, job, items) {
    const { onExisting } = Params.parse(job.params);
    const orders = items.map(({ item }) => item);
    const accepted = await acceptOrders({ db: deps.db, policy: deps.policy }, orders, tx);
    const changed =
      onExisting === 'UPDATE_IF_UNRELEASED'
        ? await updateOrders(tx, deps, orders, accepted)
        : new Map<number, RowResult>();
    return accepted.map((one, at) => {
      if (one.outcome === 'replayed' && onExisting === 'FAIL') {
        return failed([REPEATED], { orderNumber: one.orderNumber, existing: one.existing });
      }
      return changed.get(at) ?? resultOf(one);
    });
  },

  async advance(deps, { businessUnitId }, applied) {
    const keysOf = (rows: typeof applied) =>
      rows.map(({ result }) => ({ businessUnitId, orderNumber: String(result?.orderNumber) }));
    await advanceOrders(deps, keysOf(applied.filter(({ orderId }) => orderId !== null)));
    await deps.opening.look(keysOf(applied.filter(({ result }) => result?.changed === true)));
  },
};
