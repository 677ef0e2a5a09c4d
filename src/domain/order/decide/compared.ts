import type { Decision } from '../event';
import type { Callback, Envelope } from '../message';
import { COMPARED_CODES, differences } from '../books';
import { hasOpen, raise, settle } from '../exceptions';
import type { OrderState } from '../state';
import { happened, nothing } from './outcome-of';

/**
 * The record was compared with the warehouse's books. It is compared here once more, with the state as it is now: what
 * has been heard since is no difference. Nothing of the order changes but its exceptions; a person decides.
 */
export function compared(state: OrderState, env: Envelope<Extract<Callback, { type: 'compared' }>>): Decision {
  const { books } = env.message;
  const found = differences(state, books);
  const opened = found.filter((code) => !hasOpen(state, code));
  const healed = COMPARED_CODES.filter((code) => !found.includes(code) && hasOpen(state, code));
  if (opened.length + healed.length === 0) return nothing('nothing new was found');
  const settled = settle(state.exceptions, healed, env.at, 'the books agree again');
  const exceptions = opened.reduce((all, code) => raise({ ...state, exceptions: all }, code, env), settled);
  const data = { books, opened, resolved: healed };
  return opened.length > 0
    ? happened(env, 'exception_opened', "The record and the warehouse's books differ.", { exceptions }, data)
    : happened(env, 'exception_resolved', "The record and the warehouse's books agree again.", { exceptions }, data);
}
