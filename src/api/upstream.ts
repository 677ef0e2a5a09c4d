import type { EventType } from '../domain/order';
import { Problem } from '../platform/problem';
import { listEvents, type OrderRow } from '../store/orders/read';
import type { ApiDeps } from './deps';

/** How many of the latest events may hold the answer that is looked for. */
const RECENT = 20;

/** Code words of outcomes in which nothing was refused: nobody offered, or the answer was empty. */
const NO_OFFER = ['NO_OFFER', 'NO_QUOTES'];
const NOT_ANSWERED = /TIMEOUT|UNREACHABLE|UNAVAILABLE|THROTTLED|SERVER|BREAKER|NO_ANSWER/;

/** The partner's code word in the latest event of a type; null where there is none. */
async function codeOf({ db }: ApiDeps, order: OrderRow, type: EventType): Promise<string | null> {
  const { rows } = await listEvents(db, order.orderId, { after: Math.max(0, order.sequence - RECENT), limit: RECENT });
  const code = rows.findLast((event) => event.type === type)?.data.code;
  return typeof code === 'string' ? code : null;
}

/**
 * No offer is an answer (an empty list); a refusal is not.
 * @throws Problem 502 where the TMS refused, 504 where it did not answer
 */
export async function requireQuoted(deps: ApiDeps, order: OrderRow): Promise<void> {
  if (order.state.tms.state !== 'failed') return;
  const code = await codeOf(deps, order, 'quote_failed');
  if (code === null || NO_OFFER.includes(code)) return;
  throw new Problem(NOT_ANSWERED.test(code) ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_REJECTED', `The TMS answered ${code}.`, {
    source: 'tms',
  });
}

/** The carrier's refusal of a booking, with its code word. */
export async function bookingRefusal(deps: ApiDeps, order: OrderRow): Promise<Problem> {
  const code = await codeOf(deps, order, 'booking_refused');
  return new Problem('UPSTREAM_REJECTED', `The carrier refused the booking${code ? ` (${code})` : ''}.`, {
    source: 'tms',
  });
}
