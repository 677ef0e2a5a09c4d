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

/** Temporal gives this type to an Update whose workflow closed before it had finished. */
const CUT_OFF = 'AcceptedUpdateCompletedWorkflow';

/** The Update met a run that was just closing; sent again under the same id it opens the next one. */
export const metClosingRun = (err: unknown): boolean =>
  err instanceof WorkflowNotFoundError ||
  (err instanceof WorkflowUpdateFailedError && err.cause instanceof ApplicationFailure && err.cause.type === CUT_OFF);

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
  if (err instanceof CommandPending || metClosingRun(err)) return new CommandPending(commandId);
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
