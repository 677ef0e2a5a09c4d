import { turnInbound, type Turn } from '../../intake/inbound';
import type { HandoverCall, InboundInput } from '../../messages/inbound';
import type { ActivityDeps } from '../deps';
import { inClosedWords } from '../failures';
import { handOver } from './handOver';

export type { Turn } from '../../intake/inbound';

/** The steps with side effects of an inbound document's workflow. */
export interface InboundActivities {
  /** Writes what is due by itself and answers what comes next; null: there is no such document. */
  turnInbound(input: InboundInput): Promise<Turn | null>;
  /** Tells the warehouse what it is to be told, and writes its answer. */
  handOverInbound(call: HandoverCall): Promise<void>;
}

export function createInboundActivities(deps: ActivityDeps): InboundActivities {
  const activities: InboundActivities = {
    turnInbound: ({ startedIn, ...key }) => turnInbound(deps, key, { startedIn, now: new Date().toISOString() }),
    handOverInbound: (call) => handOver(deps, call),
  };
  return inClosedWords<InboundActivities>(activities, deps.log);
}
