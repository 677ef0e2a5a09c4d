import type { Decision } from '../event';
import type { Envelope, StepMessage } from '../message';
import type { OrderState } from '../state';
import { approvedQuote, dueStep, intentDue, stepAttempt } from '../steps';
import { happened, nothing } from './outcome-of';

/** Job id of a drop: the client's for the first attempt, ours afterwards, so that an answer names its attempt. ≤ 20 characters. */
const dropJobId = (state: OrderState, attempt: number): string => {
  if (attempt === 1) return state.facts.jobId ?? state.salesOrderNumber;
  return `${state.salesOrderNumber}-${attempt}`;
};

/** Commits that a partner is about to be called; the attempt grows here and nowhere else. */
export function intent(state: OrderState, env: Envelope<Extract<StepMessage, { type: 'intent' }>>): Decision {
  const { step, attempt } = env.message;
  if (dueStep(state, env.at) !== step || stepAttempt(state, step) !== attempt || !intentDue(state, step))
    return nothing('the step is no longer due');
  const since = env.at;
  switch (step) {
    case 'release': {
      const jobId = dropJobId(state, attempt);
      const recall = { state: 'none' as const, attempt: state.wms.recall.attempt, since: null };
      const wms = {
        ...state.wms,
        state: 'sending' as const,
        attempt,
        since,
        jobId,
        resends: 0,
        recall,
        inquire: false,
        ackedEarly: false,
      };
      return happened(
        env,
        'release_started',
        `Handing the order to the warehouse, attempt ${attempt}.`,
        { wms },
        { attempt, jobId },
      );
    }
    case 'recall': {
      const wms = { ...state.wms, recall: { state: 'sending' as const, attempt, since } };
      return happened(env, 'recall_started', 'Asking the warehouse to give the order back.', { wms }, { attempt });
    }
    case 'quote': {
      const tms = {
        ...state.tms,
        state: 'quoting' as const,
        since,
        quoteAttempt: attempt,
        requoteOf: approvedQuote(state),
      };
      return happened(
        env,
        'requote_started',
        'The approved quote expired; carriers are asked again.',
        { tms },
        { attempt },
      );
    }
    case 'book': {
      const tms = { ...state.tms, state: 'booking' as const, since, attempt };
      const data = { attempt, quoteId: state.tms.approvedQuoteId };
      return happened(env, 'booking_started', `Booking the carrier, attempt ${attempt}.`, { tms }, data);
    }
    case 'lookup': {
      const tms = { ...state.tms, state: 'booking_unknown' as const };
      return happened(
        env,
        'booking_unknown',
        'The booking answer was lost; looking it up by our reference.',
        { tms },
        { attempt },
      );
    }
    case 'void': {
      const tms = { ...state.tms, state: 'voiding' as const, since };
      const data = { attempt, bookingId: state.tms.booking?.bookingId ?? null };
      return happened(env, 'void_started', 'Voiding the booking.', { tms }, data);
    }
    case 'inquire':
    case 'backorder':
      return nothing('the step needs no intent');
  }
}
