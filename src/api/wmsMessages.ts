import { z } from 'zod';
import type { Callback } from '../domain/order';
import { digestOf } from '../contract/common/digest';
import {
  MAX_BATCH,
  pickStarted,
  RECALL_REFUSALS,
  recallAnswered,
  SHORT_PICK_REASONS,
  shortPick,
  type WmsEvent,
} from '../contract/partner';
import { code } from '../contract/common/fields';
import type { IncomingCallback } from '../intake/types';

/** A word of an open list; one that we do not know counts as `OTHER`. */
const word = <T extends string>(known: readonly T[]) =>
  code(known, 60).transform((given) => known.find((one) => one === given) ?? ('OTHER' as T));

/** The partner contract's events, with their reasons in a form that OpenAPI can show. */
export const WmsEvents = z
  .object({
    events: z
      .array(
        z.discriminatedUnion('type', [
          pickStarted,
          shortPick.extend({ reason: word(SHORT_PICK_REASONS).default('OTHER') }),
          recallAnswered.extend({ reason: word(RECALL_REFUSALS).nullable().default(null) }),
        ]),
      )
      .min(1)
      .max(MAX_BATCH),
  })
  .meta({ id: 'WmsEventList' });

/** A warehouse's event as a message for its order; the event's own id tells repeats. */
export function fromWmsEvent(event: WmsEvent, orgId: string): IncomingCallback {
  const { eventId, businessUnitId, customerOrderNumber: orderNumber } = event;
  const key = { businessUnitId, orderNumber };
  const digest = digestOf(event);
  return { messageId: `event/${eventId}`, digest, orgId, key, callback: meaningOf(event), actor: 'wms', body: event };
}

function meaningOf(event: WmsEvent): Callback {
  switch (event.type) {
    case 'pick_started':
      return { type: 'pick_started' };
    case 'short_pick': {
      const lines = event.lines.map((line) => line.customerLineNumber);
      return { type: 'picked_short', lines, reason: event.reason };
    }
    case 'recall_answered': {
      const { messageId: recallId, accepted, reason } = event;
      return { type: 'recall_answered', recallId, accepted, reason };
    }
  }
}
