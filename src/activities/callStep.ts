import { ApplicationFailure, activityInfo, cancellationSignal } from '@temporalio/activity';
import type { OrderKey, OrderState, StepName, StepResult } from '../domain/order';
import { policyOf, waitReason } from '../domain/order';
import { recentUnit } from '../store/businessUnits';
import { findOrders } from '../store/orders/read';
import type { OrderRow } from '../store/orders/record';
import type { ActivityDeps } from './deps';
import { STEP_CALLS } from './steps';
import type { Later } from './steps/step';
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

const again = (code: string, retryAfterMs?: number, message = code): ApplicationFailure =>
  ApplicationFailure.create({ message, type: code, ...(retryAfterMs ? { nextRetryDelay: retryAfterMs } : {}) });

/** The first tries come at the policy's own pace: after 1, 2 and 4 seconds. */
const EARLY_TRIES = 3;
/** From then on; an order is on its way again some seconds after its partner is back, however long that was away. */
const PAUSE_MS = 5000;

/** The same words as in the API, so that the Temporal UI shows beside the pending call why it is not answered. */
function notNow({ partners }: ActivityDeps, state: OrderState, { later, retryAfterMs, connectionId }: Later) {
  const outage = connectionId === undefined ? null : partners.outage(connectionId);
  const since = outage?.since.toISOString() ?? null;
  const isKnown = outage !== null || connectionId === undefined;
  const words = isKnown ? waitReason(state, { since, code: outage?.code ?? later })?.reason : undefined;
  const pause = activityInfo().attempt > EARLY_TRIES ? PAUSE_MS * (1 + Math.random() / 5) : undefined;
  return again(later, retryAfterMs ?? pause, words);
}

/** A booking can take a while to show; only after this long does "not found" mean that it was not made. */
async function lookupLeftMs({ db, policy }: ActivityDeps, { state, businessUnitId }: OrderRow): Promise<number> {
  const unit = await recentUnit(db, businessUnitId);
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
  if (!result) throw again('NO_ANSWER');
  if (isLater(result)) throw notNow(deps, record.state, result);
  if (step === 'lookup' && result.kind === 'not_found') {
    const left = await lookupLeftMs(deps, record);
    if (left > 0) throw again('BOOKING_NOT_FOUND_YET', Math.min(LOOK_AGAIN_MS, left + 1));
  }
  return result;
}
