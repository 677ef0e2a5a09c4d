import { z } from 'zod';

/** What every answer begins with; 0 is success. */
export const ENVELOPE = { error_code: z.number().int(), error_message: z.string() };
export const OK = { error_code: 0, error_message: '' };

export const OrderVerdict = z.object({ ...ENVELOPE, order_number: z.string() }).meta({ id: 'DclOrderStatus' });

/** Answer to a batch: entry n belongs to order n; an order without an entry was not looked at. */
export const BatchAnswer = z
  .object({ ...ENVELOPE, order_statuses: z.array(OrderVerdict) })
  .meta({ id: 'DclBatchAnswer' });
export type BatchAnswer = z.infer<typeof BatchAnswer>;

/** Answer to a change of one order. */
export const Envelope = z.object(ENVELOPE).meta({ id: 'DclEnvelope' });

/** Answer that is no success, whatever the call. */
export const Refusal = z
  .looseObject({ ...ENVELOPE, order_statuses: z.array(OrderVerdict).optional() })
  .meta({ id: 'DclRefusal' });

export const NotificationAnswer = z
  .object({ ...ENVELOPE, dcl_po_number: z.number().int() })
  .meta({ id: 'DclNotificationAnswer' });
