import { Problem } from '../platform/problem';
import type { Connection } from '../store/connections';
import type { Scope } from '../store/scope';
import type { CallContext } from './callContext';
import { bearerOf } from './tenant';

/** Sources of messages that came with a token begin with this, and go on with the client's id. */
export const CLIENT_SOURCE = 'client:';

/** Who sends a callback: what of ours it may be about, and under which name its messages are unique. */
export interface Sender {
  source: string;
  scope: Scope;
  /** The sender's id of this message; null where a token came instead of a signature. */
  messageId: string | null;
}

/**
 * The sender of a callback.
 * @throws Problem 403 for a connection of another kind, or of another carrier than `scac`
 */
export function senderOf(call: CallContext, kinds: readonly Connection['kind'][], scac?: string): Sender {
  if (!call.signedBy) {
    const principal = bearerOf(call);
    return { source: `${CLIENT_SOURCE}${principal.clientId}`, scope: principal, messageId: null };
  }
  const { connection, messageId } = call.signedBy;
  const otherCarrier = scac !== undefined && connection.scac !== null && connection.scac !== scac;
  if (!kinds.includes(connection.kind) || otherCarrier) {
    throw new Problem('FORBIDDEN', 'This connection does not send such messages.');
  }
  const scope = { orgId: connection.orgId, businessUnitIds: null };
  return { source: `${connection.kind}:${connection.id}`, scope, messageId };
}
