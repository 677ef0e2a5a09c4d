import type { Decision, EventType, OrderEvent } from '../event';
import type { Envelope } from '../message';
import type { OrderState } from '../state';
import { withWarehouse } from '../status';

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

/** The drop that an approval asked for is no longer asked for, because its carrier is gone; what is out stays out. */
export const withdrawnRelease = (state: OrderState): Pick<OrderState, 'releaseRequested' | 'releaseRequestedAt'> => ({
  releaseRequested: withWarehouse(state),
  releaseRequestedAt: withWarehouse(state) ? state.releaseRequestedAt : null,
});
