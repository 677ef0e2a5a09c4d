import type { Lane } from './connection';
import type { PartnerError } from './error';

/** A connection on which nothing comes through, as this process sees it. */
export interface Outage {
  /** When the first of the calls began that have failed since the last answer. */
  since: Date;
  /** What the last of them failed with. */
  code: string;
}

export interface Outages {
  /** A call was answered; a refusal is an answer too. */
  answered(connectionId: string): void;
  failed(connectionId: string, lane: Lane, startedAt: Date, error: PartnerError): void;
  of(connectionId: string): Outage | null;
}

/** Told when an outage begins, changes or ends (null), and now and then while it lasts. */
export type OutageListener = (connectionId: string, outage: Outage | null) => void;

interface Entry extends Outage {
  failures: number;
  /** Instant of the last report, 0 before the first. */
  reportedAt: number;
}

const REPORT_EVERY_MS = 10_000;
/** Refused for our own credentials or address: no call comes through until somebody mends that. */
const OUR_FAULT = ['UNAUTHORIZED', 'MISCONFIGURED'];

/** A refusal that is about what was sent, not about the connection. */
const isAnswer = ({ kind, code }: PartnerError): boolean => kind === 'refused' && !OUR_FAULT.includes(code);

/** One failure may be chance; two without an answer between them, or a minute without one, are an outage. */
export function createOutages(onChange: OutageListener): Outages {
  const entries = new Map<string, Entry>();

  const report = (connectionId: string, entry: Entry): void => {
    entry.reportedAt = Date.now();
    onChange(connectionId, { since: entry.since, code: entry.code });
  };
  const answered = (connectionId: string): void => {
    const entry = entries.get(connectionId);
    if (!entry) return;
    entries.delete(connectionId);
    if (entry.reportedAt > 0) onChange(connectionId, null);
  };

  return {
    answered,
    failed(connectionId, lane, startedAt, error) {
      const { code } = error;
      if (isAnswer(error)) return answered(connectionId);
      const known = entries.get(connectionId);
      if (code === 'BREAKER_OPEN') {
        if (known?.reportedAt && Date.now() - known.reportedAt > REPORT_EVERY_MS) report(connectionId, known);
        return;
      }
      // A quick try gives up early: it says nothing about a warehouse that takes its time.
      if (code === 'TIMEOUT' && lane === 'quick') return;
      const entry: Entry = { since: startedAt, failures: 0, reportedAt: 0, ...known, code };
      entry.failures += 1;
      entries.set(connectionId, entry);
      const isOutage = entry.failures > 1 || code === 'TIMEOUT';
      const isNews = known?.code !== code || Date.now() - entry.reportedAt > REPORT_EVERY_MS;
      if (isOutage && isNews) report(connectionId, entry);
    },
    of(connectionId) {
      const entry = entries.get(connectionId);
      return entry && entry.reportedAt > 0 ? { since: entry.since, code: entry.code } : null;
    },
  };
}
