import { stepMessageId } from '../../domain/order';
import { perWarehouse } from './asking';
import type { StepCall } from './step';

/** Asks warehouses to give orders back; whether they could comes later, as a callback that names the message id. */
export const recall: StepCall = (deps, items, limits) =>
  perWarehouse(deps, items, limits, async (connection, group) => {
    const messages = group.map(({ state, attempt }) => ({
      messageId: stepMessageId(state, 'recall', attempt),
      businessUnitId: state.key.businessUnitId,
      customerOrderNumber: state.key.orderNumber,
      salesOrderNumber: state.salesOrderNumber,
      attempt: state.wms.attempt,
      reason: state.cancellation.reason ?? 'CLIENT',
    }));
    await deps.partners.wms.recall(connection, messages, limits);
    return group.map(() => ({ kind: 'done' }));
  });
