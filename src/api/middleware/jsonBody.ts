import express, { type RequestHandler, type Response } from 'express';
import { Problem } from '../../platform/problem';
import { localsOf } from '../callContext';
import { plainJsonProblem } from '../plainJson';

interface BodyParserError {
  type?: string;
  status?: number;
}

/**
 * Reads a JSON body of at most `limitBytes`; keeps its bytes, which signatures cover. Refuses other media types (415),
 * larger bodies (413), what is not JSON, and text that cannot be stored (400).
 */
export function jsonBody(limitBytes: number): RequestHandler {
  const parse = express.json({
    limit: limitBytes,
    type: ['application/json', 'application/*+json', 'text/json'],
    verify: (_req, res, bytes) => {
      localsOf(res as Response).rawBody = bytes;
    },
  });
  return (req, res, next) => {
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    if (!hasBody) return next();
    if (!req.is(['json', '+json', 'text/json']))
      return next(new Problem('UNSUPPORTED_MEDIA_TYPE', 'Send application/json.'));
    parse(req, res, (err?: unknown) => {
      if (err) return next(bodyProblem(err as BodyParserError, limitBytes));
      next(plainJsonProblem(req.body) ?? undefined);
    });
  };
}

/** The parser's own messages quote the body, so they are not passed on. */
function bodyProblem({ type, status }: BodyParserError, limitBytes: number): unknown {
  if (type === 'entity.too.large') {
    return new Problem('PAYLOAD_TOO_LARGE', `A body may have at most ${limitBytes} bytes.`, {
      extra: { limit: limitBytes },
    });
  }
  if (status === 415) return new Problem('UNSUPPORTED_MEDIA_TYPE', 'Send UTF-8 JSON.');
  return new Problem('VALIDATION_FAILED', 'The body is not well-formed JSON.');
}
