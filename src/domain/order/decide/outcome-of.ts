import type { Decision, EventType, OrderEvent } from '../event';
import type { Envelope } from '../message';

/** Shorthands for what a decision can be. */

export const happened = (
  env: Pick<Envelope, 'at' | 'actor' | 'cause'>,
  type: EventType,
  message: string,
  change: OrderEvent['change'],
  data: Record<string, unknown> = {},
): Decision => ({ event: { type, at: env.at, actor: env.actor, cause: env.cause, message, data, change } });

export const refused = (code: string, detail: string): Decision => ({ refusal: { code, detail } });

export const nothing = (why: string): Decision => ({ nothing: why });
