import type { OrderState } from '../../domain/order';
import { orderDigest } from '../../contract/umg/digest';
import { withLines } from '../../contract/umg/orderParties';
import { acceptOrders } from '../../intake/acceptOrders';
import type { NewOrder } from '../../intake/types';
import type { OrderRow } from '../../store/orders/record';
import type { StepCall } from './step';

/** The child that carries the backordered rest: the parent's request with what is missing, held until somebody releases it. */
function childOf(parent: OrderRow, state: OrderState, number: string): NewOrder {
  const missing = new Map(state.lines.map((line) => [line.lineNumber, line.backordered]));
  const document = withLines(parent.document, number, missing);
  const lines = state.lines
    .filter((line) => line.backordered > 0)
    .map((line) => ({ lineNumber: line.lineNumber, skuId: line.skuId, quantity: line.backordered }));
  return {
    orgId: parent.orgId,
    businessUnitId: parent.businessUnitId,
    orderNumber: number,
    document,
    facts: { ...state.facts, jobId: null, addressSuspect: false, lines },
    digest: orderDigest(document),
    parent: parent.orderNumber,
    actor: 'system',
    cause: `backorder-of/${parent.salesOrderNumber}`,
  };
}

/** Creates the backorder children; the natural key makes a repeat harmless. */
export const backorder: StepCall = async (deps, items) => {
  const accepted = await acceptOrders(
    deps.intake,
    items.map(({ record, state }) => childOf(record, state, state.backorder?.number ?? '')),
  );
  return items.map((_, i) => {
    const child = accepted[i];
    return child && child.outcome !== 'invalid' ? { kind: 'done' } : { later: 'BACKORDER_INVALID' };
  });
};
