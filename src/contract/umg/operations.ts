import { z } from 'zod';
import { EVENT_TYPES } from '../../domain/order/event';
import { Address } from '../common/address';
import { instant, required, stamp } from '../common/fields';
import { OrderException, PARTIES } from './salesOrder';

/** One committed change of an order. */
export const OrderEvent = z
  .object({
    sequence: z.number().int(),
    type: z.enum(EVENT_TYPES),
    at: stamp,
    actor: z.enum(PARTIES),
    message: z.string(),
    data: z.record(z.string(), z.unknown()),
    note: z.string().nullable(),
  })
  .meta({ id: 'OrderEvent' });

export const HoldRequest = z
  .object({
    code: required(40)
      .regex(/^[A-Z0-9_]+$/, 'upper-case letters, digits and _')
      .meta({ description: 'Your own code; one hold per code.', examples: ['CREDIT_CHECK'] }),
    until: instant.optional().meta({ description: 'Lifted by itself then; without it a person lifts it.' }),
    note: required(1000).optional(),
  })
  .meta({ id: 'HoldRequest' });

export const Resolution = z
  .object({
    action: z.enum(['none', 'reject_order', 'confirm_cancelled']).default('none'),
    note: required(1000).optional(),
  })
  .meta({ id: 'ExceptionResolution' });

export const ListedException = z
  .object({
    ...OrderException.shape,
    businessUnitId: z.string(),
    customerOrderNumber: z.string().optional().meta({ description: 'Of an order.' }),
    documentNumber: z.string().optional().meta({ description: 'Of an inbound document.' }),
    href: z.string(),
  })
  .meta({ id: 'ListedException' });

/** A partner's message that matched no order; kept until the order comes or somebody decides. */
export const ParkedCallback = z
  .object({
    id: z.string(),
    source: z.string(),
    type: z.string().nullable().meta({ description: 'Null where it cannot be told without the order.' }),
    businessUnitId: z.string().nullable(),
    customerOrderNumber: z.string().nullable(),
    reason: z.string(),
    receivedAt: stamp,
    expiresAt: stamp,
  })
  .meta({ id: 'ParkedCallback' });

export const DiscardRequest = z.object({ reason: required(500) }).meta({ id: 'DiscardRequest' });

export const B2bCustomer = z
  .object({
    b2bCustomerId: z.string(),
    name: z.string(),
    shipTo: Address,
    billTo: Address,
    defaultCarrierId: z.string().optional(),
    active: z.boolean(),
  })
  .meta({ id: 'B2bCustomer' });
