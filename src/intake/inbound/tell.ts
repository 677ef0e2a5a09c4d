import type { InboundKey } from '../../domain/inbound';
import type { IntakeDeps } from '../types';

export type TellDeps = Pick<IntakeDeps, 'gateway' | 'log'>;

/** Makes the document's workflow look at its row, behind the answer; the sweeper tells it where this does not. */
export function tellInbound({ gateway, log }: TellDeps, key: InboundKey): void {
  gateway.lookInbound(key).catch((err: unknown) => {
    log.warn({ err, kind: key.kind }, 'a word to an inbound document is left to the sweeper');
  });
}
