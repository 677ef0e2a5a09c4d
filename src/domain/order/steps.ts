import { hasOpen } from './exceptions';
import type { StepName } from './message';
import type { Instant, OrderState, Quote } from './state';
import { withWarehouse } from './status';

export const approvedQuote = (state: OrderState): Quote | null =>
  state.tms.quotes.find((quote) => quote.quoteId === state.tms.approvedQuoteId) ?? null;

function cancelStep(state: OrderState): StepName | null {
  const { wms } = state;
  // A release on the wire is first brought to an answer under its own message id, then recalled.
  if (wms.state === 'sending') return 'release';
  if (withWarehouse(state)) return wms.recall.state === 'sent' ? null : 'recall';
  return carrierStep(state) ?? (state.tms.booking && state.tms.state === 'booked' ? 'void' : null);
}

/** What an unfinished exchange with the carrier needs; a booking without an answer is looked up, never sent again. */
function carrierStep(state: OrderState): StepName | null {
  if (state.tms.state === 'booking') return 'lookup';
  if (state.tms.state === 'booking_unknown') return hasOpen(state, 'BOOKING_UNKNOWN') ? null : 'lookup';
  return state.tms.state === 'voiding' ? 'void' : null;
}

function planStep(state: OrderState, now: Instant): StepName | null {
  const carrier = carrierStep(state);
  if (carrier) return carrier;
  if (state.tms.state === 'quoting') return 'quote';
  const approved = approvedQuote(state);
  const held = state.holds.some((hold) => hold.until === null);
  if (approved && !held && !state.tms.booking && state.tms.state === 'quoted')
    return approved.expiresAt > now ? 'book' : 'quote';
  return null;
}

/** An exchange with the carrier is unfinished, or an approved quote is not booked: nothing may leave without its truck. */
const awaitsCarrier = ({ tms }: OrderState): boolean =>
  ['quoting', 'booking', 'booking_unknown', 'voiding'].includes(tms.state) ||
  (tms.approvedQuoteId !== null && tms.booking === null);

/** Nothing but a building to ship it from may be missing for the order's release. */
export const isReady = (state: OrderState): boolean =>
  state.releaseRequested && state.holds.length === 0 && state.completion === null && !awaitsCarrier(state);

/**
 * The step that is due now, null when the order waits. Steps run one at a time; which comes first is the saga's
 * order: carrier before warehouse on the way out, warehouse before carrier on the way back.
 */
export function dueStep(state: OrderState, now: Instant): StepName | null {
  if (state.backorder?.state === 'due') return 'backorder';
  if (state.closedAs) return null;
  if (state.cancellation.state === 'requested') return cancelStep(state);
  const plan = planStep(state, now);
  if (plan) return plan;
  if (state.wms.state === 'sending') return 'release';
  if (state.wms.inquire && state.wms.state === 'sent') return 'inquire';
  const ready = isReady(state) && state.facts.buildingId !== null;
  return ready && (state.wms.state === 'not_sent' || state.wms.state === 'recalled') ? 'release' : null;
}

/** Attempt number under which a due step runs; it grows only by the step's intent. */
export function stepAttempt(state: OrderState, step: StepName): number {
  switch (step) {
    case 'release':
      return state.wms.state === 'sending' ? state.wms.attempt : state.wms.attempt + 1;
    case 'inquire':
      return state.wms.attempt;
    case 'recall':
      return state.wms.recall.attempt;
    case 'quote':
      return state.tms.state === 'quoting' ? state.tms.quoteAttempt : state.tms.quoteAttempt + 1;
    case 'book':
      return state.tms.attempt + 1;
    case 'lookup':
    case 'void':
      return state.tms.attempt;
    case 'backorder':
      return 1;
  }
}

/** Whether the step's intent has still to be committed before its call. */
export function intentDue(state: OrderState, step: StepName): boolean {
  switch (step) {
    case 'release':
      return state.wms.state !== 'sending';
    case 'recall':
      return state.wms.recall.state === 'none';
    case 'quote':
      return state.tms.state !== 'quoting';
    case 'book':
      return true;
    case 'lookup':
      return state.tms.state === 'booking';
    case 'void':
      return state.tms.state === 'booked';
    case 'inquire':
    case 'backorder':
      return false;
  }
}

/** The id a partner knows the call by, the same for every retry: `{salesOrderNumber}/{step}/{attempt}`. */
export const stepMessageId = (state: OrderState, step: StepName, attempt: number): string =>
  `${state.salesOrderNumber}/${step}/${attempt}`;

/** Our reference with the carrier; looked up when a booking's answer is lost. */
export const bookingReference = (salesOrderNumber: string, attempt: number): string => `${salesOrderNumber}/${attempt}`;

/**
 * Cause under which a step's intent or outcome is applied at most once. It names the sequence at which the step was
 * taken up, because an attempt can be called anew (a second void after a refused one, a release sent again).
 */
export const stepCause = (state: OrderState, step: StepName, attempt: number, phase: 'intent' | 'outcome'): string =>
  `${step}/${attempt}/${phase}/${state.sequence}`;
