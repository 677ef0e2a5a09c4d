import type { z } from 'zod';
import type { ProblemBody } from '../contract/common/problem';
import type { Problem, ProblemCode } from '../platform/problem';

const MAX_ERRORS = 100;

/** A code's stable address, where it is explained. */
export const problemType = (code: ProblemCode): string => `/problems/${code.toLowerCase().replaceAll('_', '-')}`;

/** A problem as `application/problem+json` shows it; at most 100 violations. */
export function problemBody(problem: Problem, path: string, requestId: string): z.input<typeof ProblemBody> {
  const { etag: _header, ...extra } = problem.extra ?? {};
  return {
    type: problemType(problem.code),
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    instance: `${path}#${requestId}`,
    code: problem.code,
    retryable: problem.retryable,
    requestId,
    ...(problem.source ? { source: problem.source } : {}),
    errors: (problem.errors ?? []).slice(0, MAX_ERRORS),
    ...extra,
  };
}

/** Headers that a problem asks for. */
export function problemHeaders(problem: Problem): Record<string, string> {
  return {
    ...(problem.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(problem.retryAfterSeconds) }),
    ...(typeof problem.extra?.etag === 'string' ? { ETag: problem.extra.etag } : {}),
    ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
  };
}
