import { carrierEvent } from '../contract/partner';
import type { MapAnew } from '../intake/placing';
import { findClient } from '../store/clients';
import type { Queries } from '../store/database';
import type { ParkedMessage } from '../store/inbox';
import type { Scope } from '../store/scope';
import { fromCarrierEvent } from './carrierMessages';
import { CLIENT_SOURCE } from './sender';

/** Maps parked events of carriers anew: their booking or shipment may be known by now. Other messages are left alone. */
export function carrierMapper(db: Queries): MapAnew {
  return async (message) => {
    const event = carrierEvent.safeParse(message.body);
    const scope = event.success ? await scopeOf(db, message) : null;
    return event.success && scope ? fromCarrierEvent({ db }, scope, event.data) : [];
  };
}

/** What the sender may speak of: a connection of all its organization, a client of its units; null once that is gone. */
async function scopeOf(db: Queries, { source, orgId }: ParkedMessage): Promise<Scope | null> {
  if (!source.startsWith(CLIENT_SOURCE)) return { orgId, businessUnitIds: null };
  return findClient(db, orgId, source.slice(CLIENT_SOURCE.length));
}
