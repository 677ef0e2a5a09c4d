import {
  ApplicationFailure,
  isGrpcDeadlineError,
  isGrpcServiceError,
  NamespaceNotFoundError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';

/** The order's rules refused the command; `code` is from the published taxonomy, `detail` has no personal data. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** The command is with Temporal, its answer is not here yet: it may still take effect, a repeat is harmless. */
export class CommandPending extends Error {
  override readonly name = 'CommandPending';
  constructor(readonly commandId: string) {
    super(`command ${commandId} has no answer yet`);
  }
}

/** Temporal is down or does not answer in time. What was asked for may or may not have happened. */
export class TemporalUnavailable extends Error {
  override readonly name = 'TemporalUnavailable';
  constructor(options?: { cause?: unknown }) {
    super('Temporal does not answer', options);
  }
}

/** There is no such workflow (any more). */
export class WorkflowMissing extends Error {
  override readonly name = 'WorkflowMissing';
}

/**
 * gRPC codes of a server that cannot serve now: cancelled, unknown, deadline, exhausted, aborted, internal, unavailable;
 * and not found, which at this depth means the namespace (a missing workflow has an error class of its own).
 */
const UNAVAILABLE_CODES = new Set([1, 2, 4, 5, 8, 10, 13, 14]);

/** Types that Temporal itself gives to Updates: its workflow closed before it had finished, or never took it up. */
const UNDECIDED = ['AcceptedUpdateCompletedWorkflow', 'UnprocessedUpdate'];

/** gRPC codes of an Update whose workflow is just closing or starting anew: precondition failed, exhausted. */
const NOT_NOW = new Set([8, 9]);

/**
 * Nobody has decided the Update: it met a run that was just closing, or one with too many Updates under way. Sent again
 * under the same id it is decided, once.
 */
export function isUndecided(err: unknown): boolean {
  if (err instanceof WorkflowNotFoundError) return true;
  if (err instanceof WorkflowUpdateFailedError)
    return err.cause instanceof ApplicationFailure && UNDECIDED.includes(err.cause.type ?? '');
  for (let inner = err; inner instanceof Error; inner = inner.cause)
    if (isGrpcServiceError(inner) && NOT_NOW.has(inner.code)) return true;
  return false;
}

/** Maps what the SDK throws on starts, signals, queries and service calls; what it does not know is passed on. */
export function toGatewayError(err: unknown): unknown {
  if (err instanceof TemporalUnavailable) return err;
  if (err instanceof NamespaceNotFoundError) return new TemporalUnavailable({ cause: err });
  if (err instanceof WorkflowNotFoundError) return new WorkflowMissing(err.message, { cause: err });
  for (let inner = err; inner instanceof Error; inner = inner.cause) {
    if (isGrpcServiceError(inner) && UNAVAILABLE_CODES.has(inner.code)) return new TemporalUnavailable({ cause: err });
  }
  return err;
}

/** Maps what the SDK throws on an Update. */
export function toCommandError(err: unknown, commandId: string): unknown {
  if (err instanceof CommandPending || isUndecided(err)) return new CommandPending(commandId);
  if (err instanceof WorkflowUpdateFailedError) {
    const cause = err.cause;
    if (!(cause instanceof ApplicationFailure)) return err;
    return new CommandRefused(cause.type ?? 'ORDER_STATE_CONFLICT', cause.message);
  }
  if (err instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(err)) {
    return new CommandPending(commandId);
  }
  return toGatewayError(err);
}
