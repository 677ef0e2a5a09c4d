import { z } from 'zod';
import { required, text } from '../common/fields';
import { Shipment } from './shipment';

const FailedOrder = z
  .looseObject({
    customerOrderNumber: text(34).optional(),
    message: text(4000).optional(),
    lines: z
      .array(z.looseObject({ customerLineNumber: text(30).optional(), message: text(4000).optional() }))
      .max(2000)
      .optional(),
  })
  .meta({ id: 'FailedOrder' });

/** A warehouse's answer to the orders of one drop. Orders of the job that are not listed are accepted. */
export const Acknowledgement = z
  .looseObject({
    jobId: required(20).optional(),
    status: text(30).optional(),
    failedOrders: z.array(FailedOrder).max(10_000).optional(),
    progress: z.looseObject({ processed: z.number().int().optional(), total: z.number().int().optional() }).optional(),
  })
  .meta({ id: 'SalesOrderAcknowledgement' });
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** What a warehouse shipped of one order. */
export const ShipConfirmation = z
  .looseObject({
    businessUnitId: required(60),
    customerOrderNumber: required(34),
    orderComplete: z.boolean(),
    shipments: z.array(Shipment).max(200),
    expectedShipmentIds: z
      .array(required(60))
      .max(1000)
      .optional()
      .meta({ description: 'Ours, optional: ids of all shipments of the order, so that a late part is waited for.' }),
  })
  .meta({ id: 'ShipConfirmation' });
export type ShipConfirmation = z.infer<typeof ShipConfirmation>;

/** The empty success of the contract's callbacks. */
export const Empty = z.object({}).meta({ id: 'Empty' });
