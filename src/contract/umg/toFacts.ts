import type { Channel, FillPolicy, OrderFacts } from '../../domain/order/state';
import { isImplausible } from '../common/address';
import { endOf, startOf } from '../common/instants';
import type { SalesOrderRequest } from './salesOrderRequest';

/** What of a business unit steers how its orders are read. */
export interface OrderingUnit {
  type: Channel;
  /** Where an order goes that asks for no building; null when the unit has several. */
  defaultBuildingId: string | null;
}

/**
 * Cancel short lines: without a word from the client nothing is sent later that nobody asked for, and nothing that
 * can be sent is held back.
 */
const DEFAULT_FILL_POLICY: FillPolicy = '2';

/**
 * The facts of an order that steer its process; no personal data. A plain day opens at 00:00Z
 * (`doNotShipBefore`, `orderDropDate`) and closes with its last millisecond (`cancelAfter`,
 * `cancelIfNotDeliveredBy`, `requestedShipDate`).
 */
export function toFacts(order: SalesOrderRequest, unit: OrderingUnit): OrderFacts {
  const dates = order.customerDates;
  return {
    buildingId: order.requestedBuildingId ?? unit.defaultBuildingId,
    channel: unit.type,
    carrierCode: order.carrierId ?? null,
    serviceCode: order.shippingSpeed ?? null,
    fillPolicy: fillPolicyOf(order.fillKillIndicator),
    jobId: order.jobId ?? null,
    dates: {
      doNotShipBefore: startOf(dates?.doNotShipBefore),
      orderDropDate: startOf(order.orderDropDate),
      cancelAfter: endOf(dates?.cancelAfter),
      cancelIfNotDeliveredBy: endOf(dates?.cancelIfNotDeliveredBy),
      requestedShipDate: endOf(dates?.requestedShipDate),
    },
    lines: order.orderLines.map((line) => ({
      lineNumber: line.customerLineNumber,
      skuId: line.skuId,
      quantity: line.quantity,
    })),
    addressSuspect: isImplausible(order.shipTo),
  };
}

/** The list is open: a code that we do not know gets the default. */
function fillPolicyOf(indicator: string | undefined): FillPolicy {
  return indicator === '1' || indicator === '2' || indicator === '3' ? indicator : DEFAULT_FILL_POLICY;
}
