/** A warehouse or TMS as its record describes it. */
export interface Connection {
  id: string;
  /** Base address, paths are appended to it. */
  url: string;
  /** Sent as Bearer token. */
  credential: string;
  /** `whsec_…`: signs what we send and what comes back. */
  signingSecret: string;
}

export interface CallOptions {
  /** Milliseconds for the whole call, body included. */
  timeoutMs: number;
  /** The caller's own end; its reason is thrown as it is. */
  signal?: AbortSignal;
  /**
   * Which breaker counts the call. A `quick` try gives up early, so its time-outs say nothing about whether a `patient`
   * call would get through. Default: quick up to one second.
   */
  lane?: Lane;
}

export type Lane = 'quick' | 'patient';
export const QUICK_LIMIT_MS = 1000;

export function laneOf(options: CallOptions): Lane {
  return options.lane ?? (options.timeoutMs <= QUICK_LIMIT_MS ? 'quick' : 'patient');
}
