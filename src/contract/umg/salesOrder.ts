import { z } from 'zod';
import { ACTIONS } from '../../domain/order';
import { STATUSES } from '../../domain/order/state';
import { required, stamp } from '../common/fields';
import { OrderLine } from './orderLine';
import { SalesOrderRequest } from './salesOrderRequest';

export const PARTIES = ['client', 'wms', 'tms', 'carrier', 'ops', 'system'] as const;
const Party = z.enum(PARTIES);

export const Hold = z
  .object({
    code: z.string(),
    owner: Party,
    since: stamp,
    until: stamp.nullable().meta({ description: 'Lifted by itself then; null waits for a person.' }),
    note: z.string().nullable(),
  })
  .meta({ id: 'Hold' });

export const OrderException = z
  .object({
    id: z.string(),
    code: z.string(),
    severity: z.enum(['low', 'medium', 'high']),
    message: z.string(),
    detail: z.string().nullable().meta({ description: "The partner's own words, where it gave any." }),
    lines: z.array(z.string()).optional(),
    openedAt: stamp,
    dueAt: stamp.nullable(),
    suggestedActions: z.array(z.string()),
    resolvedAt: stamp.nullable(),
    resolution: z.string().nullable(),
  })
  .meta({ id: 'OrderException' });

const Cancellation = z
  .object({
    state: z.enum(['none', 'requested', 'accepted', 'rejected', 'too_late']),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    requestedBy: Party.nullable(),
    requestedAt: stamp.nullable(),
    answeredAt: stamp.nullable(),
  })
  .meta({ id: 'Cancellation' });

const Wms = z
  .object({ state: z.string(), attempt: z.number().int(), jobId: z.string().nullable(), pickStarted: z.boolean() })
  .meta({ id: 'OrderWms' });

const Tms = z
  .object({
    state: z.string(),
    quoteId: z.string().nullable(),
    bookingId: z.string().nullable(),
    bolNumber: z.string().nullable(),
    status: z.string().nullable().meta({ description: 'Of the booking.' }),
  })
  .meta({ id: 'OrderTms' });

export const Waiting = z
  .object({
    on: Party,
    since: stamp,
    reason: z.string(),
    nextDeadline: stamp.nullable(),
  })
  .meta({ id: 'Waiting' });

const quantity = z.number().int().min(0);
export const SalesOrderLine = z
  .looseObject({
    ...OrderLine.shape,
    quantity,
    status: z.enum(['OPEN', 'ALLOCATED', 'SHIPPED', 'CANCELLED', 'BACKORDERED']),
    quantityOpen: quantity,
    quantityAllocated: quantity,
    quantityShipped: quantity,
    quantityCancelled: quantity,
    quantityBackordered: quantity,
    quantityOverShipped: quantity,
  })
  .meta({ id: 'SalesOrderLine' });

/** What we add to the client's document; a client's own members of these names are not kept. */
const readOnly = {
  salesOrderNumber: z.string(),
  businessUnitId: z.string(),
  orgId: z.string(),
  status: z.enum(STATUSES).meta({ description: 'Treat a status that you do not know as in progress.' }),
  sequence: z.number().int().min(0).meta({ description: 'Grows by one with every change; also the ETag.' }),
  buildingId: z.string().nullable(),
  parentOrderNumber: z.string().nullable(),
  backorderNumber: z.string().nullable(),
  allowedActions: z.array(z.enum(ACTIONS)),
  holds: z.array(Hold),
  exceptions: z.array(OrderException),
  cancellation: Cancellation,
  cancelledAt: stamp.nullable(),
  cancelReason: z.string().nullable(),
  wms: Wms,
  tms: Tms,
  waiting: Waiting.nullable().meta({ description: 'For whom the order waits, why and since when.' }),
  createdAt: stamp,
  updatedAt: stamp,
  closedAt: stamp.nullable(),
  links: z.record(z.string(), z.string()),
};
export const READ_ONLY_MEMBERS = Object.keys(readOnly);

/** A sales order in an answer: what the client sent, and where the order stands. */
export const SalesOrder = z
  .looseObject({
    ...SalesOrderRequest.shape,
    customerOrderNumber: required(34),
    orderLines: z.array(SalesOrderLine),
    ...readOnly,
  })
  .meta({ id: 'SalesOrder' });
export type SalesOrder = z.input<typeof SalesOrder>;
