import type { OrderingUnit } from '../../domain/order/settings';
import type { FillPolicy, OrderFacts } from '../../domain/order/state';
import { isImplausible } from '../common/address';
import { endOf, startOf } from '../common/instants';
import type { SalesOrderRequest } from './salesOrderRequest';

/**
 * Cancel short lines: without a word from the client nothing is sent later that nobody asked for, and nothing that
 * can be sent is held back.
 */
const DEFAULT_FILL_POLICY: FillPolicy = '2';

/**
 * The facts of an order that steer its process; no personal data. A plain day is one of the unit's
 * time zone: it opens at midnight (`doNotShipBefore`, `orderDropDate`) and closes with its last millisecond
 * (`cancelAfter`, `cancelIfNotDeliveredBy`, `requestedShipDate`).
 */
export function toFacts(order: SalesOrderRequest, unit: OrderingUnit): OrderFacts {
  const dates = order.customerDates;
  const opening = (day: string | undefined) => startOf(day, unit.timeZone);
  const closing = (day: string | undefined) => endOf(day, unit.timeZone);
  return {
    buildingId: order.requestedBuildingId ?? unit.defaultBuildingId,
    channel: unit.type,
    carrierCode: order.carrierId ?? unit.defaultCarrierId,
    serviceCode: order.shippingSpeed ?? unit.defaultServiceLevel,
    fillPolicy: fillPolicyOf(order.fillKillIndicator),
    jobId: order.jobId ?? null,
    dates: {
      doNotShipBefore: opening(dates?.doNotShipBefore),
      orderDropDate: opening(order.orderDropDate),
      cancelAfter: closing(dates?.cancelAfter),
      cancelIfNotDeliveredBy: closing(dates?.cancelIfNotDeliveredBy),
      requestedShipDate: closing(dates?.requestedShipDate),
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
