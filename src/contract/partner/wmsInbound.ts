import { z } from 'zod';
import { HANDOVERS, INBOUND_KINDS } from '../../domain/inbound/state';
import { MAX_BATCH, messageId, wireInstant } from './common';

/**
 * What we tell a warehouse of goods on their way in: `POST {url}/inbound`. Every message carries the document as it is now,
 * so that one with a higher `attempt` replaces all before it, whatever it says and whether those came. Idempotent by
 * `messageId`: a repeat does nothing and says `duplicate`, as does one with an `attempt` that was overtaken.
 */
export const wmsInboundLine = z.object({
  lineNumber: z.string().min(1).max(40),
  skuId: z.string().min(1).max(60),
  quantity: z.number().int().min(1).describe('Units announced, those that have come included'),
});

export const wmsInboundMessage = z.object({
  messageId,
  step: z.enum(HANDOVERS).describe('`cancel`: nothing comes; `close`: nothing more is expected'),
  attempt: z.number().int().min(1),
  businessUnitId: z.string().min(1).max(60),
  kind: z.enum(INBOUND_KINDS),
  documentNumber: z.string().min(1).max(40),
  buildingId: z.string().min(1).max(20),
  expectedBy: wireInstant.nullable(),
  lines: z.array(wmsInboundLine),
});
export type WmsInboundMessage = z.output<typeof wmsInboundMessage>;

export const wmsInboundRequest = z.object({ messages: z.array(wmsInboundMessage).min(1).max(MAX_BATCH) });
