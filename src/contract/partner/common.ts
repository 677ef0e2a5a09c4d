import { z } from 'zod';

/** An instant on the wire: ISO 8601 with offset or `Z`. */
export const wireInstant = z.iso.datetime({ offset: true });

/** Natural key of an order; 34 characters because a backorder child is `{number}-B1`. */
export const wireOrderKey = z.object({
  businessUnitId: z.string().min(1).max(60),
  customerOrderNumber: z.string().min(1).max(34),
});
export type WireOrderKey = z.infer<typeof wireOrderKey>;

/** `{salesOrderNumber}/{step}/{attempt}`: the same on every retry of one attempt, so a repeat can be recognised. */
export const messageId = z.string().min(1).max(100);

/** What a partner answers instead of the promised body, with a 4xx status or (as some do) with 200. */
export const partnerErrorBody = z.object({
  error: z.object({ code: z.string().min(1).max(60), detail: z.string().optional() }),
});

/** Most messages or events in one request. */
export const MAX_BATCH = 500;
