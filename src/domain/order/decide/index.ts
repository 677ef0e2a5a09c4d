import { isAllowed, refusalFor } from '../actions';
import type { Action } from '../actions';
import type { Decision, Policy } from '../event';
import type { Command, Envelope, Message } from '../message';
import type { OrderState } from '../state';
import { cancel, recallAnswered } from './cancel';
import { bookingNews, tracking } from './carrier';
import { compared } from './compared';
import { deadline } from './deadline';
import { approve, book, quote, unbook, updateBol } from './freight';
import { hold, releaseHold, update } from './holds';
import { intent } from './intent';
import { outcome } from './outcome';
import { refused } from './outcome-of';
import { release } from './release';
import { resolveException } from './resolve';
import { correctShipment, shipmentConfirmed } from './shipment';
import { acknowledged, pickedShort, pickStarted, rejected } from './warehouse';

/** Commands whose own rules say more than the table (repeats that answer the same, codes of their own). */
const SELF_GUARDED: readonly Command['type'][] = [
  'cancel',
  'approve',
  'book',
  'unbook',
  'update_bol',
  'release',
  'correct_shipment',
  'resolve_exception',
];

const ENDS_HERE: readonly Command['type'][] = ['approve', 'book', 'unbook', 'update_bol'];

function guard(state: OrderState, env: Envelope<Command>): Decision | null {
  const { type } = env.message;
  if (env.ifSequence !== undefined && env.ifSequence !== state.sequence)
    return refused('PRECONDITION_FAILED', `The order is at sequence ${state.sequence}.`);
  const over = state.closedAs !== null || state.cancellation.state === 'requested';
  if (ENDS_HERE.includes(type) && over) return { refusal: refusalFor(state, type) };
  if (SELF_GUARDED.includes(type) || isAllowed(state, type as Action)) return null;
  return { refusal: refusalFor(state, type) };
}

function byType(state: OrderState, env: Envelope, policy: Policy): Decision {
  // The envelope's type follows its message's; TypeScript cannot narrow it through the member.
  const as = <M extends Message>(): Envelope<M> => env as unknown as Envelope<M>;
  switch (env.message.type) {
    case 'update':
      return update(state, as());
    case 'hold':
      return hold(state, as());
    case 'release_hold':
      return releaseHold(state, as());
    case 'cancel':
      return cancel(state, as());
    case 'release':
      return release(state, as());
    case 'quote':
      return quote(state, as());
    case 'approve':
      return approve(state, as());
    case 'book':
      return book(state, as());
    case 'unbook':
      return unbook(state, as());
    case 'update_bol':
      return updateBol(state, as());
    case 'correct_shipment':
      return correctShipment(state, as(), policy);
    case 'resolve_exception':
      return resolveException(state, as());
    case 'acknowledged':
      return acknowledged(state, as());
    case 'rejected':
      return rejected(state, as());
    case 'pick_started':
      return pickStarted(state, as());
    case 'picked_short':
      return pickedShort(state, as(), policy);
    case 'recall_answered':
      return recallAnswered(state, as());
    case 'shipment_confirmed':
      return shipmentConfirmed(state, as(), policy);
    case 'tracking':
      return tracking(state, as());
    case 'booking_news':
      return bookingNews(state, as());
    case 'compared':
      return compared(state, as());
    case 'intent':
      return intent(state, as());
    case 'outcome':
      return outcome(state, as(), policy.requoteTolerance);
    case 'deadline':
      return deadline(state, as(), policy);
  }
}

const COMMANDS: ReadonlySet<string> = new Set<Command['type']>([
  'update',
  'hold',
  'release_hold',
  'cancel',
  'release',
  'quote',
  'approve',
  'book',
  'unbook',
  'update_bol',
  'correct_shipment',
  'resolve_exception',
]);

export const isCommand = (message: Message): message is Command => COMMANDS.has(message.type);

/** One event, a refusal, or nothing: the only place where it is decided what a message means for an order. */
export function decide(state: OrderState, env: Envelope, policy: Policy): Decision {
  const stopped = isCommand(env.message) ? guard(state, env as Envelope<Command>) : null;
  return stopped ?? byType(state, env, policy);
}
