import type { FillPolicy, OrderState } from '../../domain/order';
import { fillPolicyOf, policyOf, stepMessageId } from '../../domain/order';
import type { WmsOrderMessage } from '../../contract/partner';
import { orderParties } from '../../contract/umg/orderParties';
import { recentUnits } from '../../store/businessUnits';
import type { ActivityDeps } from '../deps';
import { perWarehouse } from './asking';
import type { StepCall, StepItem } from './step';

/** The order as the warehouse gets it: what is still to ship, to whom, and the truck where one is booked. */
function toMessage({ state, attempt, record }: StepItem, fillKillIndicator: FillPolicy): WmsOrderMessage {
  const { booking } = state.tms;
  return {
    messageId: stepMessageId(state, 'release', attempt),
    jobId: state.wms.jobId ?? state.salesOrderNumber,
    attempt,
    businessUnitId: state.key.businessUnitId,
    customerOrderNumber: state.key.orderNumber,
    salesOrderNumber: state.salesOrderNumber,
    buildingId: state.facts.buildingId ?? '',
    ...orderParties(record.document),
    carrierId: state.facts.carrierCode,
    shippingSpeed: state.facts.serviceCode,
    fillKillIndicator,
    lines: openLines(state),
    booking: booking?.status === 'BOOKED' ? booking : null,
  };
}

const openLines = (state: OrderState): WmsOrderMessage['lines'] =>
  state.lines
    .map((line) => ({ customerLineNumber: line.lineNumber, skuId: line.skuId, quantity: line.open + line.allocated }))
    .filter((line) => line.quantity > 0);

/** By unit, what happens to short lines of an order under the unit's settings. */
async function fillPolicies({ db, policy }: ActivityDeps, items: readonly StepItem[]) {
  const units = await recentUnits(
    db,
    items.map(({ record }) => record.businessUnitId),
  );
  const settings = new Map(units.map((unit) => [unit.id, unit.settings]));
  return ({ facts, key }: OrderState): FillPolicy =>
    fillPolicyOf(facts.fillPolicy, policyOf(facts.channel, settings.get(key.businessUnitId) ?? {}, policy));
}

/** Drops orders to their warehouses; idempotent there by message id. */
export const release: StepCall = (deps, items, limits) =>
  perWarehouse(deps, items, limits, async (connection, group) => {
    const fillPolicy = await fillPolicies(deps, group);
    const messages = group.map((item) => toMessage(item, fillPolicy(item.state)));
    const results = await deps.partners.wms.drop(connection, messages, limits);
    return results.map((result) =>
      result.status === 'refused' ? { kind: 'refused', code: result.code ?? 'OTHER' } : { kind: 'done' },
    );
  });
