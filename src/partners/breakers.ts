import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import type { CircuitBreakerPolicy } from 'cockatiel';
import type { Lane } from './connection';
import { PartnerError } from './error';

export interface BreakerOptions {
  /** Outages in a row that open it. */
  threshold: number;
  /** Milliseconds until one call may try again. */
  halfOpenAfterMs: number;
}
export const BREAKER_DEFAULTS: BreakerOptions = { threshold: 5, halfOpenAfterMs: 5000 };

export interface Breakers {
  /** Runs `call`, or throws `BREAKER_OPEN` at once. */
  run<T>(connectionId: string, lane: Lane, call: () => Promise<T>): Promise<T>;
  isOpen(connectionId: string, lane: Lane): boolean;
}

interface Entry {
  policy: CircuitBreakerPolicy;
  openedAt: number;
  /** When the caller that was turned away last is to come again. */
  lastTurn: number;
}

/** Those who were turned away come again one after the other: of thousands no storm, and of few nobody late. */
const APART_MS = 10;
const LATEST_MS = 30_000;
/** How long the one call that tries is given before the others ask again. */
const TRYING_MS = 2_000;

/** One circuit breaker per connection and lane, made on first use and kept for the life of the process. */
export function createBreakers(
  options: BreakerOptions,
  onChange: (connectionId: string, lane: Lane, open: boolean) => void,
): Breakers {
  const entries = new Map<string, Entry>();

  function entryOf(connectionId: string, lane: Lane): Entry {
    const id = `${lane}/${connectionId}`;
    const existing = entries.get(id);
    if (existing) return existing;
    const policy = circuitBreaker(
      handleWhen((e) => e instanceof PartnerError && e.isOutage),
      { halfOpenAfter: options.halfOpenAfterMs, breaker: new ConsecutiveBreaker(options.threshold) },
    );
    const entry: Entry = { policy, openedAt: 0, lastTurn: 0 };
    policy.onBreak(() => {
      entry.openedAt = Date.now();
      onChange(connectionId, lane, true);
    });
    policy.onReset(() => onChange(connectionId, lane, false));
    entries.set(id, entry);
    return entry;
  }

  const remaining = (entry: Entry) => Math.max(entry.openedAt + options.halfOpenAfterMs - Date.now(), 0);
  /** In how many milliseconds a caller that is turned away now is to come again. */
  function turn(entry: Entry): number {
    const trying = entry.policy.state === CircuitState.HalfOpen ? Math.min(TRYING_MS, options.halfOpenAfterMs) : 0;
    const now = Date.now();
    const soonest = now + Math.max(remaining(entry), trying) + APART_MS;
    entry.lastTurn = Math.min(Math.max(soonest, entry.lastTurn + APART_MS), now + LATEST_MS);
    return entry.lastTurn - now;
  }
  const blocked = ({ policy, openedAt }: Entry) =>
    // while one call tries, the others do not queue behind it: they have time limits of their own
    policy.state === CircuitState.HalfOpen ||
    (policy.state === CircuitState.Open && Date.now() - openedAt < options.halfOpenAfterMs);

  return {
    async run(connectionId, lane, call) {
      const entry = entryOf(connectionId, lane);
      const open = () =>
        new PartnerError('unreachable', 'BREAKER_OPEN', connectionId, {
          retryAfterMs: turn(entry),
          mayHaveActed: false,
        });
      if (blocked(entry)) throw open();
      try {
        return await entry.policy.execute(call);
      } catch (e) {
        throw e instanceof BrokenCircuitError ? open() : e;
      }
    },
    isOpen: (connectionId, lane) => blocked(entryOf(connectionId, lane)),
  };
}
