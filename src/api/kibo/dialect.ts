import { KiboError } from '../../contract/kibo/common';
import type { Problem } from '../../platform/problem';
import type { Dialect } from '../dialect';
import { problemHeaders } from '../problemBody';

/** Where the calls are; the vendor's clients put `/api` before. */
export const BASE = '/commerce/inventory';
/** Where they ask for a token and for their tenant. */
export const PLATFORM = '/api/platform';

/** Our statuses for what the contract calls a bad request. */
const BAD_REQUEST = [409, 412, 413, 422, 428];

const MOST_NAMED = 20;

function messageOf({ detail, errors = [] }: Problem): string {
  const named = errors.slice(0, MOST_NAMED).map(({ field, message }) => (field ? `${field} ${message}` : message));
  return named.length > 0 ? named.join('; ') : detail;
}

/** Errors of the vendor's inventory service: `{error, message}`. */
export const KIBO: Dialect = {
  prefixes: [BASE, PLATFORM],
  mediaType: 'application/json',
  schema: KiboError,
  statusOf: (status) => (BAD_REQUEST.includes(status) ? 400 : status),
  body: (problem) => ({ error: problem.code, message: messageOf(problem) }),
  headers: problemHeaders,
};
