import type { OrderState, StepResult } from '../../domain/order';
import type { OrderRow } from '../../store/orders/record';
import type { ActivityDeps } from '../deps';

/** One order of a step's list. */
export interface StepItem {
  /** As the host decided on it; `record.state` may be older. */
  state: OrderState;
  attempt: number;
  /** The stored order: its document holds what the partner needs and the state must not. */
  record: OrderRow;
}

export interface Limits {
  /** Milliseconds for the call. */
  timeoutMs: number;
  signal?: AbortSignal;
}

/** The partner could not be asked, or has not answered: the same call is to be made again. */
export interface Later {
  later: string;
  /** The partner's wish, or that of the breaker on the way. */
  retryAfterMs?: number;
  connectionId?: string;
}

/**
 * The call of one step for a list of orders, one result per order in the order given. Idempotent at the partner by
 * message id, except where the partner offers none: there a lost answer is `unknown`.
 */
export type StepCall = (deps: ActivityDeps, items: StepItem[], limits: Limits) => Promise<(StepResult | Later)[]>;

export const isLater = (result: StepResult | Later): result is Later => 'later' in result;
