import { outageWords, type Outage } from '../order/outage';
import type { Instant, Party } from '../order/state';
import { plus } from '../order/time';
import type { InboundPolicy } from './policy';
import type { InboundExceptionCode } from './exceptions';
import type { InboundDeadline } from './message';
import { isClosed, openOf, type Handover, type InboundState } from './state';

interface Deadline {
  name: InboundDeadline;
  at: Instant;
}

/** Raised once for each deadline: one that is open, or was opened since, is that of this one. */
const isRaised = ({ exceptions }: InboundState, code: InboundExceptionCode, at: Instant): boolean =>
  exceptions.some(
    (exception) => exception.code === code && (exception.resolvedAt === null || exception.openedAt >= at),
  );

/** Instants at which something happens by itself, unless it has. */
function deadlines(state: InboundState, { handoverMs }: InboundPolicy): Deadline[] {
  const found: Deadline[] = [];
  const handover = plus(state.wms.since, handoverMs);
  if (state.wms.step && !isRaised(state, 'HANDOVER_OVERDUE', handover)) found.push({ name: 'handover', at: handover });
  const { expectedBy } = state.facts;
  const awaited = !state.blind && !isClosed(state) && expectedBy !== null;
  if (awaited && !isRaised(state, 'DELIVERY_OVERDUE', expectedBy)) found.push({ name: 'delivery', at: expectedBy });
  return found.sort((a, b) => (a.at < b.at ? -1 : 1));
}

export const passedDeadlines = (state: InboundState, now: Instant, policy: InboundPolicy): Deadline[] =>
  deadlines(state, policy).filter(({ at }) => at <= now);

/** What is due: something to tell the warehouse, a wait (until an instant, or for a word), the end. */
export type InboundNext =
  | { do: 'step'; step: Handover; attempt: number; until: Instant | null }
  | { do: 'wait'; until: Instant | null }
  | { do: 'end' };

/** What a document's process does next, once all passed deadlines are decided. */
export function nextInbound(state: InboundState, policy: InboundPolicy): InboundNext {
  const until = deadlines(state, policy)[0]?.at ?? null;
  const { step, attempt } = state.wms;
  if (step) return { do: 'step', step, attempt, until };
  return isClosed(state) || state.blind ? { do: 'end' } : { do: 'wait', until };
}

/** The id under which the warehouse knows what it is told, the same for every retry. */
export const handoverId = ({ name }: InboundState, step: Handover, attempt: number): string =>
  `${name}/${step}/${attempt}`;

const STEP_REASONS: Record<Handover, string> = {
  send: 'is being handed to the warehouse',
  change: 'the warehouse is being told of the change',
  cancel: 'the warehouse is being told of the cancellation',
  close: 'the warehouse is being told that nothing more is expected',
};

export interface InboundWaiting {
  on: Party;
  reason: string;
  since: Instant;
  nextDeadline: Instant | null;
}

/** For whom a document waits and why, in the same words everywhere; null when nothing is to come. */
export function waitingInbound(
  state: InboundState,
  policy: InboundPolicy,
  outage: Outage | null = null,
): InboundWaiting | null {
  const why = reasonOf(state, outage);
  return why && { ...why, since: state.waitingSince, nextDeadline: deadlines(state, policy)[0]?.at ?? null };
}

function reasonOf(state: InboundState, outage: Outage | null): Pick<InboundWaiting, 'on' | 'reason'> | null {
  const { step, refused } = state.wms;
  if (step) {
    const reason = STEP_REASONS[step];
    return { on: 'wms', reason: outage ? `${reason}; ${outageWords('wms', outage)}` : reason };
  }
  if (isClosed(state)) return null;
  if (state.blind) return { on: 'client', reason: 'the goods are on hold until the document comes' };
  if (refused) return { on: 'client', reason: 'the warehouse refused the document; correct it' };
  const open = state.lines.reduce((units, line) => units + openOf(line), 0);
  if (state.status !== 'RECEIVING') return { on: 'wms', reason: `${open} units have been announced and none has come` };
  if (state.lines.length === 0)
    return { on: 'client', reason: 'the goods came without a number; close it or leave it' };
  return { on: 'wms', reason: `${open} of the announced units have not come` };
}
