import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  log,
  sleep,
} from '@temporalio/workflow';
import type { StepCallInput } from '../../activities';
import type { OrderState, StepName, StepResult } from '../../domain/order';
import { answered, once, repeatable } from './proxies';

/** What the Temporal UI shows for a partner call that runs beside the workflow's loop. */
const WHO: Record<StepName, string> = {
  release: 'WMS: drop the order',
  inquire: 'WMS: does it have the order?',
  recall: 'WMS: give the order back',
  quote: 'TMS: quotes',
  book: 'Carrier: book',
  lookup: 'Carrier: find the booking by our reference',
  void: 'Carrier: void the booking',
  backorder: 'Waybill: create the backorder',
};

/** Steps whose first call is already the ordinary one: irreversible, or known to take its time. */
export const NEVER_LOCAL: readonly StepName[] = ['quote', 'book', 'lookup', 'void'];

/** Names the counterparty, for the Temporal UI. */
export const stepSummary = (state: OrderState, step: StepName, attempt: number): string =>
  `${WHO[step]}, ${state.facts.buildingId ?? 'no building'}, attempt ${attempt}`;

/** Pause after a call that should have been tried for ever and was not (a fault of ours), so that it is not made in a rush. */
const PAUSE = '30s';

/** What an exhausted or failed call means; a refusal is an answer and comes as a result, not as an error. */
async function failed(step: StepName, err: unknown): Promise<StepResult> {
  if (step !== 'quote' && step !== 'book') await sleep(PAUSE, { summary: `before ${step} is tried again` });
  if (step !== 'quote') return { kind: 'unknown' };
  const cause = err instanceof ActivityFailure ? err.cause : err;
  const code = cause instanceof ApplicationFailure ? (cause.type ?? 'UNREACHABLE') : 'TIMEOUT';
  return { kind: 'refused', code };
}

/**
 * Makes a partner call under its long retry policy, in a cancellable scope beside the loop, so that the loop keeps
 * taking messages; `report` brings the outcome back to the loop, which alone writes it.
 */
export function callBeside(
  state: OrderState,
  step: StepName,
  attempt: number,
  report: (result: StepResult) => void,
): CancellationScope {
  const proxies = { quote: answered, book: once } as Partial<Record<StepName, typeof repeatable>>;
  const { callStep } = proxies[step] ?? repeatable;
  const input: StepCallInput = { key: state.key, step, attempt };
  const scope = new CancellationScope({ cancellable: true });
  scope
    .run(() => callStep.executeWithOptions({ summary: stepSummary(state, step, attempt) }, [input]))
    .catch((err: unknown) => (isCancellation(err) ? null : failed(step, err)))
    .then((result) => result && report(result))
    .catch((err: unknown) => log.error('a partner call was lost', { step, attempt, err: String(err) }));
  return scope;
}
