import { Refusal } from '../../contract/dcl/answers';
import { CODES, sentence, type Fault, type Place } from '../../contract/dcl/faults';
import { Problem, type ProblemCode } from '../../platform/problem';
import type { Dialect } from '../dialect';
import { problemHeaders } from '../problemBody';

/** Where the calls are: what happens, and where nothing does. */
export const BASES = { live: '/api/v1', sandbox: '/api/sandbox' } as const;

/** Our statuses for what a rule or a state forbids; the contract has 400 for these. */
const REFUSED = [409, 412, 422, 428];

const BY_PROBLEM: Partial<Record<ProblemCode, number>> = {
  ORDER_NOT_FOUND: CODES.notFound,
  BUSINESS_UNIT_NOT_FOUND: CODES.account,
  HOLD_NOT_FOUND: CODES.stage,
};

/** An answer with an error code of the contract, status 400. */
export function refused(fault: Fault, place?: Place): Problem {
  return new Problem('VALIDATION_FAILED', sentence(fault, place), { extra: { errorCode: fault.code } });
}

function codeOf({ code, status, errors, extra }: Problem): number {
  if (typeof extra?.errorCode === 'number') return extra.errorCode;
  if (code === 'VALIDATION_FAILED') {
    const [first] = errors ?? [];
    return first ? (first.code === 'REQUIRED' ? CODES.missing : CODES.outOfRange) : CODES.unreadable;
  }
  if (status >= 500) return CODES.internal;
  // Of the transport there is no code: its own status tells.
  return BY_PROBLEM[code] ?? (REFUSED.includes(status) ? CODES.stage : status);
}

function messageOf({ errors, detail }: Problem): string {
  const [first] = errors ?? [];
  return first ? `'${first.field.replace(/^query\./, '')}' ${first.message}.` : detail;
}

/** Every answer is an envelope, also where no call is; that of a batch names its orders, here none. */
export const DCL: Dialect = {
  prefixes: Object.values(BASES),
  mediaType: 'application/json',
  schema: Refusal,
  statusOf: (status) => (REFUSED.includes(status) ? 400 : status),
  body: (problem, path) => ({
    error_code: codeOf(problem),
    error_message: messageOf(problem),
    ...(path.endsWith('/batches') ? { order_statuses: [] } : {}),
  }),
  headers: (problem) => ({
    ...problemHeaders(problem),
    ...(problem.status === 401 ? { 'WWW-Authenticate': 'Basic realm="Waybill", charset="UTF-8"' } : {}),
  }),
};
