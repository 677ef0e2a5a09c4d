import { randomBytes } from 'node:crypto';
import type { DemoFile } from '../../dev/stack/demoFile';
import { apiClient } from '../harness/client';
import { stack } from '../harness/stack';

/** Far enough that no order of these tests is released while it is looked at. */
export const FAR_AWAY = '2099-01-01';

/** The shared stack with a client, and orders made for it. */
export function api() {
  const demo: DemoFile = stack();
  const client = apiClient(demo);
  const orders = `/business_units/${demo.businessUnitId}/sales_orders`;

  /** A parcel order with a number of its own; it waits until `FAR_AWAY` unless told otherwise. */
  const orderLike = (members: Record<string, unknown> = {}) => ({
    customerOrderNumber: `T-${randomBytes(6).toString('hex')}`,
    requestedBuildingId: demo.buildingId,
    shipTo: { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode: 'LS1 4AB' },
    orderDropDate: FAR_AWAY,
    orderLines: [{ customerLineNumber: '1', skuId: demo.skus[0], quantity: 2 }],
    ...members,
  });

  return { demo, client, orders, orderLike };
}
