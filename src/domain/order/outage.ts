import type { Instant } from './state';

/** A partner that cannot be asked: what the connection to it fails with. */
export interface Outage {
  /** null where it has never been otherwise. */
  since: Instant | null;
  /** A closed word of ours. */
  code: string;
}

const WHO = { wms: 'the warehouse', tms: 'the TMS', carrier: 'the TMS' };
const SAYS: Record<string, string> = {
  SERVER_ERROR: 'answers with errors',
  BAD_ANSWER: 'gives answers that cannot be read',
  THROTTLED: 'asks us to come later',
  UNAUTHORIZED: 'turns our credentials away',
  MISCONFIGURED: 'cannot be called: its address or secret is unusable',
  NO_CONNECTION: 'cannot be called: no connection to it is set up',
};

/** Why a partner is not reached, in words that go on from what it is wanted for. */
export function outageWords(party: keyof typeof WHO, { since, code }: Outage): string {
  const words = `${WHO[party]} ${SAYS[code] ?? 'does not answer'}`;
  return since ? `${words} since ${since} (${code})` : `${words} (${code})`;
}
