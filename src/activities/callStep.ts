import { ApplicationFailure, activityInfo, cancellationSignal } from '@temporalio/activity';
import type { OrderKey, StepName, StepResult } from '../domain/order';
import { policyOf } from '../domain/order';
import { findBusinessUnits } from '../store/businessUnits';
import { findOrders } from '../store/orders/read';
import type { OrderRow } from '../store/orders/record';
import type { ActivityDeps } from './deps';
import { STEP_CALLS } from './steps';
import { isLater } from './steps/step';

export interface StepCallInput {
  key: OrderKey;
  step: StepName;
  attempt: number;
}

/** Longer than the slowest partner we know (60 s), shorter than the activity's own limit. */
const PATIENT_CALL_MS = 65_000;
/** How long to wait between two look-ups of a booking that does not show. */
const LOOK_AGAIN_MS = 2000;

const again = (code: string, retryAfterMs?: number): ApplicationFailure =>
  ApplicationFailure.create({ message: code, type: code, ...(retryAfterMs ? { nextRetryDelay: retryAfterMs } : {}) });

/** A booking can take a while to show; only after this long does "not found" mean that it was not made. */
async function lookupLeftMs({ db, policy }: ActivityDeps, { state, businessUnitId }: OrderRow): Promise<number> {
  const [unit] = await findBusinessUnits(db, [businessUnitId]);
  const { bookingLookupMs } = policyOf(state.facts.channel, unit?.settings ?? {}, policy);
  return bookingLookupMs - (Date.now() - activityInfo().scheduledTimestampMs);
}

/**
 * Makes one step's call for one order with the partner's full patience and returns what came of it; the workflow
 * writes the outcome. Throws a retryable failure whose type is our code while the partner does not answer.
 */
export async function callStep(deps: ActivityDeps, { key, step, attempt }: StepCallInput): Promise<StepResult> {
  const [record] = await findOrders(deps.db, [key]);
  if (!record) throw ApplicationFailure.nonRetryable('The order has no row.', 'ORDER_ROW_MISSING');
  const limits = { timeoutMs: PATIENT_CALL_MS, signal: cancellationSignal() };
  const [result] = await STEP_CALLS[step](deps, [{ state: record.state, attempt, record }], limits);
  if (!result || isLater(result)) throw again(result?.later ?? 'NO_ANSWER', result?.retryAfterMs);
  if (step === 'lookup' && result.kind === 'not_found') {
    const left = await lookupLeftMs(deps, record);
    if (left > 0) throw again('BOOKING_NOT_FOUND_YET', Math.min(LOOK_AGAIN_MS, left + 1));
  }
  return result;
}
