import type { OrderKey, OrderState } from '../domain/order';
import type { StartAbout } from '../temporal/startOptions';

/** What a start needs of an order's row. */
export interface StartableOrder {
  orderId: number;
  key: OrderKey;
  state?: Pick<OrderState, 'status' | 'facts'>;
}

/** Summary and search attributes of an order at its start; ids and codes only. */
export function startAbout({ key, state }: StartableOrder): StartAbout {
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
