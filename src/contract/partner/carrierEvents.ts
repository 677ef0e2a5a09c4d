import { z } from 'zod';
import { MAX_BATCH, wireInstant } from './common';

/** What a carrier (or the TMS for it) tells us: `POST /carriers/{scac}/events`. */

/** Tracking milestones by rank: a later event of a lower rank is noted and never moves a shipment back. */
export const TRACKING_RANK = { picked_up: 1, in_transit: 2, out_for_delivery: 3, delivered: 4 } as const;

/** Besides the milestones: news about a booking. */
export const CARRIER_EVENT_TYPES = [
  'pro_assigned',
  'booking_cancelled',
  'picked_up',
  'in_transit',
  'out_for_delivery',
  'delivered',
] as const;
export type CarrierEventType = (typeof CARRIER_EVENT_TYPES)[number];

const name = z.string().min(1).max(60);

export const carrierEvent = z
  .object({
    eventId: z.string().min(1).max(100).describe('Unique per connection; a repeat is recognised by it'),
    type: z.enum(CARRIER_EVENT_TYPES),
    occurredAt: wireInstant,
    reference: name.optional().describe('Our booking reference, `{salesOrderNumber}/{attempt}`'),
    bookingId: name.optional(),
    bolNumber: name.optional(),
    proNumber: name.optional(),
    trackingNumber: name.optional(),
  })
  .refine((e) => e.reference ?? e.bookingId ?? e.bolNumber ?? e.proNumber ?? e.trackingNumber, {
    message: 'one of reference, bookingId, bolNumber, proNumber, trackingNumber is needed',
  })
  .refine((e) => e.type !== 'pro_assigned' || e.proNumber, { path: ['proNumber'], message: 'is needed' });
export type CarrierEvent = z.infer<typeof carrierEvent>;

export const carrierEventsRequest = z
  .object({ events: z.array(carrierEvent).min(1).max(MAX_BATCH) })
  .meta({ id: 'CarrierEvents', description: 'Events of a carrier, signed with the connection’s secret' });
