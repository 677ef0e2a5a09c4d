import type { OrderState, StepResult } from '../../domain/order';
import { orderDigest } from '../../contract/umg/digest';
import { withLines } from '../../contract/umg/orderParties';
import { acceptOrders } from '../../intake/acceptOrders';
import type { NewOrder } from '../../intake/types';
import { findOrders } from '../../store/orders/read';
import type { OrderRow } from '../../store/orders/record';
import type { ActivityDeps } from '../deps';
import type { Later, StepCall, StepItem } from './step';

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

/** A client may have used `{number}-B1` itself; further numbers are tried up to this many. */
const NUMBERS = 9;

/** `{base}-B1`, `{base}-B2`…, from the number that was decided on. */
function numbersOf(state: OrderState): string[] {
  const [, base = state.key.orderNumber, first = '1'] = /^(.*)-B(\d+)$/.exec(state.backorder?.number ?? '') ?? [];
  return Array.from({ length: NUMBERS }, (_, i) => `${base}-B${Number(first) + i}`);
}

/** Creates one child under the first number that is free or already its own, so that a repeat changes nothing. */
async function createChild(deps: ActivityDeps, { record, state }: StepItem): Promise<StepResult | Later> {
  const { businessUnitId } = state.key;
  for (const orderNumber of numbersOf(state)) {
    const key = { businessUnitId, orderNumber };
    const [standing] = await findOrders(deps.db, [key]);
    if (!standing) await acceptOrders(deps.intake, [childOf(record, state, orderNumber)]);
    const [child] = standing ? [standing] : await findOrders(deps.db, [key]);
    if (child?.parent === record.orderNumber) return { kind: 'created', orderNumber };
    if (!child) return { later: 'BACKORDER_INVALID' };
  }
  return { later: 'BACKORDER_NUMBERS_TAKEN' };
}

/** Creates the backorder children of closed orders; few are short, so one after the other. */
export const backorder: StepCall = async (deps, items) => {
  const results: (StepResult | Later)[] = [];
  for (const item of items) results.push(await createChild(deps, item));
  return results;
};
