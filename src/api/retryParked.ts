import { dataOf } from '../contract/common/list';
import { carrierEvent } from '../contract/partner';
import { retryMessage, type ParkedMessage } from '../intake/parked';
import { placeMessage } from '../intake/placing';
import type { IncomingCallback } from '../intake/types';
import { findParked } from '../store/inbox';
import type { Scope } from '../store/scope';
import { acknowledgementsOf, JobAcknowledgement } from './acknowledgements';
import { fromCarrierEvent } from './carrierMessages';
import type { ApiDeps } from './deps';

/**
 * Tries a parked message again. One that came without an order is mapped anew: its job or booking may be known by now.
 * @returns `unknown` where it is not parked (any more), `parked` where there is still no order for it
 */
export async function retryParkedMessage(deps: ApiDeps, scope: Scope, id: string) {
  const message = await findParked(deps.db, scope, id);
  if (!message) return 'unknown';
  if (message.envelope) return retryMessage(deps, scope, id);
  return (await placeMessage(deps, message, await mappedAnew(deps, scope, message))) ? 'pending' : 'parked';
}

async function mappedAnew(deps: ApiDeps, scope: Scope, message: ParkedMessage): Promise<IncomingCallback[]> {
  const { source, messageId, body } = message;
  const ack = dataOf(JobAcknowledgement).safeParse(body);
  if (ack.success) return (await acknowledgementsOf(deps, { source, scope, messageId }, ack.data.data)) ?? [];
  const event = carrierEvent.safeParse(body);
  return event.success ? fromCarrierEvent(deps, scope, event.data) : [];
}
