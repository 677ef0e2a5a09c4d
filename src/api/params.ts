import { z } from 'zod';
import { required } from '../contract/common/fields';

const id = required(60);
const orderNumber = required(34).meta({ description: "The client's order number." });

export const UnitPath = z.object({ businessUnitId: id });
export const UnitBuildingPath = UnitPath.extend({ buildingId: required(20) });
export const SkuPath = UnitPath.extend({ skuId: required(60) });
export const BrokerPath = UnitPath.extend({ brokerAccountId: required(30) });
export const BulkJobPath = UnitPath.extend({ bulkJobId: required(20) });
export const OrderPath = z.object({ businessUnitId: id, customerOrderNumber: orderNumber });
export const HoldPath = OrderPath.extend({ code: required(40) });
export const ShipmentPath = OrderPath.extend({ shipmentId: id });
export const TmsPath = z.object({
  orgId: id,
  salesOrderNumber: required(40).meta({ description: "Our number, or the client's where that is unique." }),
});
