import { z } from 'zod';
import { MAX_BATCH, messageId, wireInstant, wireOrderKey } from './common';

/** What a warehouse tells us besides acknowledgement and ship confirmation: `POST /wms/events`. */

const event = wireOrderKey.extend({
  eventId: z.string().min(1).max(100).describe('Unique per connection; a repeat is recognised by it'),
  occurredAt: wireInstant,
});

export const SHORT_PICK_REASONS = ['NOT_IN_STOCK', 'MISMATCH', 'DAMAGE', 'OTHER'] as const;
export const RECALL_REFUSALS = ['ALREADY_SHIPPED', 'TOO_LATE', 'NOT_POSSIBLE', 'OTHER'] as const;
export type ShortPickReason = (typeof SHORT_PICK_REASONS)[number];
export type RecallRefusal = (typeof RECALL_REFUSALS)[number];

export const pickStarted = event.extend({ type: z.literal('pick_started') });

export const shortPick = event.extend({
  type: z.literal('short_pick'),
  reason: z.enum(SHORT_PICK_REASONS).catch('OTHER'),
  lines: z
    .array(
      z.object({
        customerLineNumber: z.string().min(1).max(40),
        quantityMissing: z.number().int().min(1),
      }),
    )
    .min(1),
});

export const recallAnswered = event.extend({
  type: z.literal('recall_answered'),
  messageId: messageId.describe('Id of the recall that is answered'),
  accepted: z.boolean(),
  reason: z.enum(RECALL_REFUSALS).catch('OTHER').nullable().default(null),
});

export const wmsEvent = z.discriminatedUnion('type', [pickStarted, shortPick, recallAnswered]);
export type WmsEvent = z.output<typeof wmsEvent>;
export type WmsEventInput = z.input<typeof wmsEvent>;

export const wmsEventsRequest = z
  .object({ events: z.array(wmsEvent).min(1).max(MAX_BATCH) })
  .meta({ id: 'WmsEvents', description: 'Events of a warehouse, signed with the connection’s secret' });
