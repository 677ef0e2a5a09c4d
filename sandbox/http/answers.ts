import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';

/** Ends a request with a partner's error body. */
export class Turned extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail = '',
  ) {
    super(detail);
  }
}

export function answerError(res: Response, status: number, code: string, detail?: string): void {
  if (!res.headersSent) res.status(status).json({ error: { code, ...(detail ? { detail } : {}) } });
}

/** Reads a body by its schema, or ends the request with 400 `INVALID_MESSAGE`. */
export function read<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body ?? {});
  if (!parsed.success) throw new Turned(400, 'INVALID_MESSAGE', z.prettifyError(parsed.error));
  return parsed.data;
}

export const notFound: RequestHandler = (_req, res) => answerError(res, 404, 'NOT_FOUND');

/** Nothing that is sent in ends the process: bad JSON is 400, what we did not foresee is logged and 500. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (e: unknown, _req, res, _next) => {
    const status = e instanceof Turned ? e.status : bodyParserStatus(e);
    if (e instanceof Turned) return answerError(res, e.status, e.code, e.message);
    if (status) return answerError(res, status, 'INVALID_MESSAGE');
    log.error({ err: e }, 'request failed');
    answerError(res, 500, 'SANDBOX_ERROR');
  };
}

function bodyParserStatus(e: unknown): number | undefined {
  const status = (e as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
