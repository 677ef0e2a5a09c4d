import type { Decision } from '../event';
import type { Envelope, StepMessage, StepName, StepResult } from '../message';
import type { OrderState } from '../state';
import { allocateAll } from '../quantities';
import { recallAccepted, recallRefused } from './cancel';
import { rejectedByWarehouse } from './warehouse';
import { answeredAfterClosing } from './outcome-late';
import { bookOutcome, lookupOutcome, quoteOutcome, voidOutcome } from './outcome-tms';
import { happened, nothing } from './outcome-of';

type Outcome = Envelope<Extract<StepMessage, { type: 'outcome' }>>;

function released(state: OrderState, env: Outcome, result: StepResult): Decision {
  const { wms } = state;
  if (wms.state !== 'sending' || wms.attempt !== env.message.attempt) return nothing('not the attempt on the wire');
  if (result.kind === 'refused') {
    const hold = rejectedByWarehouse(state, env, []);
    return 'event' in hold ? { event: { ...hold.event, type: 'release_refused', data: { code: result.code } } } : hold;
  }
  if (result.kind !== 'done') return nothing('still on the wire');
  const data = { attempt: wms.attempt, jobId: wms.jobId };
  if (wms.ackedEarly) {
    const accepted = { ...wms, state: 'accepted' as const, since: env.at };
    const change = { wms: accepted, lines: allocateAll(state.lines) };
    return happened(env, 'released', 'The warehouse received the order and has acknowledged it.', change, data);
  }
  const sent = { ...wms, state: 'sent' as const, since: env.at };
  return happened(env, 'released', 'The warehouse received the order.', { wms: sent }, data);
}

/** The warehouse does not know the order: the same attempt goes out again under its own message id. */
function inquired(state: OrderState, env: Outcome, result: StepResult): Decision {
  if (!state.wms.inquire || state.wms.attempt !== env.message.attempt) return nothing('nobody asks any more');
  const lost = result.kind === 'not_found' && state.wms.state === 'sent';
  const wms = lost
    ? { ...state.wms, inquire: false, state: 'sending' as const, resends: state.wms.resends + 1, since: env.at }
    : { ...state.wms, inquire: false };
  const message = lost ? 'The warehouse does not know the order; it is sent again.' : 'The warehouse has the order.';
  return happened(env, 'inquiry_answered', message, { wms }, { known: !lost });
}

function recallSent(state: OrderState, env: Outcome, result: StepResult): Decision {
  const { recall } = state.wms;
  if (state.cancellation.state !== 'requested' || recall.state !== 'sending' || recall.attempt !== env.message.attempt)
    return nothing('no such recall is under way');
  if (result.kind === 'refused') return recallRefused(state, env, result.code);
  // Never seen there, and every release of ours has been answered: there is nothing to give back.
  if (result.kind === 'not_found') return recallAccepted(state, env);
  if (result.kind !== 'done') return nothing('still on the wire');
  const wms = { ...state.wms, recall: { ...recall, state: 'sent' as const, since: env.at } };
  return happened(
    env,
    'recall_sent',
    'The warehouse was asked to give the order back.',
    { wms },
    { attempt: recall.attempt },
  );
}

function backordered(state: OrderState, env: Outcome, result: StepResult): Decision {
  if (state.backorder?.state !== 'due' || result.kind !== 'created') return nothing('no backorder is due');
  const backorder = { number: result.orderNumber, state: 'created' as const };
  return happened(
    env,
    'backordered',
    `Backorder ${backorder.number} created.`,
    { backorder },
    { backorder: backorder.number },
  );
}

const CARRIER_STEPS: readonly StepName[] = ['quote', 'book', 'lookup', 'void'];

/** Commits what a partner answered; an answer to an attempt that is no longer the current one changes nothing. */
export function outcome(state: OrderState, env: Outcome, requoteTolerance: number): Decision {
  const { step, attempt, result } = env.message;
  if (state.closedAs && CARRIER_STEPS.includes(step)) return answeredAfterClosing(state, env, env.message);
  switch (step) {
    case 'release':
      return released(state, env, result);
    case 'inquire':
      return inquired(state, env, result);
    case 'recall':
      return recallSent(state, env, result);
    case 'quote':
      return quoteOutcome(state, env, attempt, result, requoteTolerance);
    case 'book':
      return bookOutcome(state, env, attempt, result);
    case 'lookup':
      return lookupOutcome(state, env, attempt, result);
    case 'void':
      return voidOutcome(state, env, result);
    case 'backorder':
      return backordered(state, env, result);
  }
}
