import type { Handover, InboundKey } from '../domain/inbound/state';

/** Names and types of what is said to an inbound document's workflow: only that it should look at its row. */

export const INBOUND_WORKFLOW = 'inboundDocument';

export { LOOK_SIGNAL } from './order';

export interface InboundInput extends InboundKey {
  /** Id of the namespace, asked for before the start; noted in the row when its workflow looks at it. */
  startedIn?: string;
}

/** What the warehouse is to be told. */
export interface HandoverCall {
  key: InboundKey;
  step: Handover;
  attempt: number;
}

export type { InboundKey, InboundNext } from '../domain/inbound';
