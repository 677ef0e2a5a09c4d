import type { OrderingUnit } from '../../src/domain/order';
import { SalesOrderRequest } from '../../src/contract/umg/salesOrderRequest';

/** The contract's own example of a create. */
export const CREATE_EXAMPLE = {
  customerOrderNumber: 'WEB-20417',
  orderCreatedDate: '2024-09-03T10:05:00Z',
  requestedBuildingId: 'LDN1',
  shipTo: {
    name: 'Ada Byrne',
    address1: '4 Quay Road',
    city: 'Leeds',
    state: '',
    country: 'GB',
    postalCode: 'LS1 4AB',
    email: 'ada@example.org,desk@example.org',
  },
  carrierId: 'UPS',
  shippingSpeed: '1D',
  fillKillIndicator: '1',
  customerOrderType: 'HL',
  customerDates: { doNotShipBefore: '2024-09-04', cancelAfter: '2024-09-20' },
  orderLines: [
    { customerLineNumber: '1', skuId: 'LP-0077', quantity: 2, quantityMeasure: 'EA', lineType: 'S', amount: 24.5 },
  ],
};

/** The example with some members replaced. */
export const orderLike = (members: Record<string, unknown> = {}): SalesOrderRequest =>
  SalesOrderRequest.parse({ ...CREATE_EXAMPLE, ...members });

/** What steers how an order is read, of a unit that has settled nothing but where its orders go. */
export const orderingUnit = (type: OrderingUnit['type'], defaultBuildingId: string | null = null): OrderingUnit => ({
  type,
  defaultBuildingId,
  defaultCarrierId: null,
  defaultServiceLevel: null,
  timeZone: 'UTC',
});
