/** Words of our own for what can go wrong on the way; a partner's refusal brings its own closed word instead. */
export const TRANSPORT_CODES = [
  'UNREACHABLE',
  'TIMEOUT',
  'BREAKER_OPEN',
  'SERVER_ERROR',
  'BAD_ANSWER',
  'THROTTLED',
  'UNAUTHORIZED',
  'MISCONFIGURED',
] as const;

export type PartnerErrorKind = 'unreachable' | 'timeout' | 'server' | 'refused' | 'throttled';

/**
 * A call to a partner that did not bring an outcome, or brought a refusal of the whole request. Its text holds connection
 * and code only: a partner's own words may name people.
 */
export class PartnerError extends Error {
  override readonly name = 'PartnerError';

  constructor(
    readonly kind: PartnerErrorKind,
    readonly code: string,
    readonly connectionId: string,
    readonly details: {
      /** Milliseconds after which the partner (or the open breaker) wants to be asked again. */
      retryAfterMs?: number;
      /** Whether the partner may have done what was asked: false when the request surely never arrived or was turned down. */
      mayHaveActed: boolean;
      /** HTTP status, when there was an answer. */
      status?: number;
    },
  ) {
    super(`${connectionId}: ${code}`);
  }

  get retryAfterMs(): number | undefined {
    return this.details.retryAfterMs;
  }

  get mayHaveActed(): boolean {
    return this.details.mayHaveActed;
  }

  /** Counts against the connection: it is down, late or broken. A refusal is an answer. */
  get isOutage(): boolean {
    return this.kind === 'unreachable' || this.kind === 'timeout' || this.kind === 'server';
  }
}
