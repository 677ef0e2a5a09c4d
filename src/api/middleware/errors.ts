import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { CommandPending, CommandRefused, TemporalUnavailable } from '../../temporal/errors';
import { databaseProblem } from '../../platform/databaseProblem';
import { Problem, problemOfRefusal } from '../../platform/problem';
import { localsOf } from '../callContext';
import { dialectOf } from '../dialect';

const RETRY_SECONDS = 2;

/** What a thrown value means to the client; anything unknown is our fault and says nothing of itself. */
function problemOf(err: unknown): Problem {
  if (err instanceof Problem) return err;
  if (err instanceof CommandRefused) return problemOfRefusal({ code: err.code, detail: err.detail });
  const later = { cause: err, retryAfterSeconds: RETRY_SECONDS };
  if (err instanceof CommandPending) return new Problem('COMMAND_PENDING', undefined, later);
  if (err instanceof TemporalUnavailable) return new Problem('TEMPORAL_UNAVAILABLE', undefined, later);
  // Express: a path that is not valid percent-encoding
  if (err instanceof URIError) return new Problem('VALIDATION_FAILED', 'The path is not well-formed.');
  return databaseProblem(err) ?? new Problem('INTERNAL_ERROR', undefined, { cause: err });
}

/** Writes a problem in the words of its path, with its headers. */
export function sendProblem(res: Response, path: string, problem: Problem): void {
  const { mediaType, statusOf, body, headers } = dialectOf(path);
  res
    .status(statusOf(problem.status))
    .set(headers(problem))
    .type(mediaType)
    .send(JSON.stringify(body(problem, path, localsOf(res).requestId)));
}

/** Turns everything thrown into an answer. A stack goes to the log, never to the client. */
export function errorAnswers(log: Logger): ErrorRequestHandler {
  return (err: unknown, req, res, next) => {
    const problem = problemOf(err);
    if (problem.status >= 500) {
      log.error({ requestId: localsOf(res).requestId, code: problem.code, err: traceOf(problem) }, 'request failed');
    }
    if (res.headersSent) return next(err);
    sendProblem(res, req.path, problem);
  };
}

/** Name and stack frames of the cause: messages of database and parser errors may quote data. */
function traceOf({ cause }: Problem): { type: string; frames: string[] } | undefined {
  if (!(cause instanceof Error)) return undefined;
  const frames = (cause.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { type: cause.name, frames: frames.slice(0, 10) };
}

/** 404 for a path that no route has. */
export const notFound: RequestHandler = (_req, _res, next) => {
  next(new Problem('NOT_FOUND', 'There is nothing at this path.'));
};

/** 405 for a known path with another method. */
export function methodNotAllowed(allowed: readonly string[]): RequestHandler {
  return (_req, res, next) => {
    res.set('Allow', allowed.join(', '));
    next(new Problem('METHOD_NOT_ALLOWED', `This path takes ${allowed.join(', ')}.`));
  };
}
