import type { OrderKey, OrderState } from '../domain/order';
import type { Gateway } from '../temporal/gateway';
import type { StartAbout } from '../temporal/startOptions';

/** What a start needs of an order's row. */
export interface StartableOrder {
  key: OrderKey;
  state?: Pick<OrderState, 'status' | 'facts'>;
}

/** Summary and search attributes of an order at its start; ids and codes only. */
function startAbout({ key, state }: StartableOrder): StartAbout {
  if (!state) return {};
  const { buildingId, carrierCode, serviceCode, channel, jobId } = state.facts;
  const words = [key.businessUnitId, key.orderNumber, buildingId, carrierCode, serviceCode];
  return {
    summary: words.filter((word) => word !== null).join(' '),
    attributes: {
      OrderStatus: state.status,
      BuildingId: buildingId,
      Channel: channel,
      CarrierCode: carrierCode,
      JobId: jobId,
    },
  };
}

/**
 * Starts an order's workflow, which loads the row and marks it by its claim. One that runs already may have outlived its
 * row (a restored database) or the row's mark: it has to load the row, and so marks it too.
 *
 * @throws TemporalUnavailable
 */
export async function startFromRow(gateway: Gateway, order: StartableOrder, priorityKey?: number): Promise<void> {
  const started = await gateway.startOrder(order.key, { ...startAbout(order), priorityKey });
  if (started === 'running') await gateway.look(order.key);
}
