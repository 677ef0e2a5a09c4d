import type { Decision, Policy } from '../event';
import type { DeadlineMessage, Envelope } from '../message';
import type { ExceptionCode } from '../exceptions';
import { raise } from '../exceptions';
import { deadlines } from '../deadlines';
import type { OrderState } from '../state';
import { requestCancel } from './cancel';
import { closeShort } from './completion';
import { happened, nothing } from './outcome-of';

/** Deadlines that only tell a person; the order stays where it is. */
const ALERTS: Record<string, { code: ExceptionCode; message: string }> = {
  release_overdue: { code: 'RELEASE_OVERDUE', message: 'The warehouse could not be reached in time; we keep trying.' },
  recall_overdue: { code: 'RECALL_OVERDUE', message: 'The warehouse has not answered the cancellation in time.' },
  booking_overdue: { code: 'BOOKING_OVERDUE', message: 'The carrier has not confirmed the booking in time.' },
  ship_date_missed: { code: 'SHIP_DATE_MISSED', message: 'The requested ship date passed.' },
  first_scan: { code: 'NO_CARRIER_SCAN', message: 'The carrier has not scanned the shipment in time.' },
};

const once = (state: OrderState, kind: string): { fired: string[] } => ({ fired: [...state.fired, kind] });

/** The order goes on by itself because an instant has passed; a deadline that has moved or fired changes nothing. */
export function deadline(state: OrderState, env: Envelope<DeadlineMessage>, policy: Policy): Decision {
  const { kind } = env.message;
  const current = deadlines(state, policy).find((other) => other.kind === kind);
  if (!current || current.at > env.at) return nothing('the deadline has moved');
  const [name = kind, detail = ''] = kind.split('/');
  switch (name) {
    case 'hold': {
      const holds = state.holds.filter((hold) => hold.code !== detail);
      return happened(env, 'hold_released', `Hold ${detail} ended at its date.`, { holds }, { code: detail });
    }
    case 'cancel_after':
    case 'cancel_if_not_delivered_by': {
      const fired = once(state, kind);
      if (state.cancellation.state === 'requested')
        return happened(env, 'exception_opened', 'The cancel date passed during a cancellation.', fired, { kind });
      const decision = requestCancel({ ...state, ...fired }, env, name.toUpperCase());
      return 'event' in decision
        ? { event: { ...decision.event, change: { ...decision.event.change, ...fired } } }
        : decision;
    }
    case 'ack_overdue': {
      const change = {
        exceptions: raise(state, 'WMS_ACK_OVERDUE', env),
        wms: { ...state.wms, inquire: true },
        ...once(state, kind),
      };
      return happened(
        env,
        'exception_opened',
        'The warehouse has not acknowledged in time; it is asked whether it has the order.',
        change,
        { kind },
      );
    }
    case 'quote_expired': {
      const quotes = state.tms.quotes.map((quote) => ({ ...quote, status: 'EXPIRED' as const }));
      const tms = { ...state.tms, state: 'none' as const, since: env.at, quotes };
      return happened(env, 'quote_expired', 'All quotes expired before approval; ask again.', {
        tms,
        ...once(state, kind),
      });
    }
    case 'completion':
      return closeShort(state, env, once(state, kind), { shipmentIds: [] }, policy);
    default: {
      const alert = ALERTS[name];
      if (!alert) return nothing('a deadline this release does not know');
      const change = { exceptions: raise(state, alert.code, env), ...once(state, kind) };
      return happened(env, 'exception_opened', alert.message, change, { kind, code: alert.code });
    }
  }
}
