import { Problem } from './problem';

/** Failures of the way to PostgreSQL, as Node names them. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * SQLSTATE classes and codes of a server that cannot serve now: connection lost (08), out of resources (53),
 * shutting down or starting (57P0x), statement or lock time-out, a standby (25006), a lost race (40001, 40P01).
 */
const SQLSTATE = /^(08...|53...|57P0.|57014|55P03|25006|25P03|40001|40P01)$/;

/** pg raises these without a code. */
const MESSAGE =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

const RETRY_AFTER_SECONDS = 2;

/** By shape and not by class: an error of Node's own may come from another realm (a vm, a test runner). */
function describes(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors, cause } = error as Partial<Record<'code' | 'message' | 'errors' | 'cause', unknown>>;
  if (typeof code === 'string' && (NETWORK.has(code) || SQLSTATE.test(code))) return true;
  if (typeof message === 'string' && MESSAGE.test(message)) return true;
  if (Array.isArray(errors) && errors.some(describes)) return true;
  return describes(cause);
}

/**
 * `DATABASE_UNAVAILABLE` (503, retry after some seconds) for an error that means "PostgreSQL cannot serve now";
 * null for every other error. Looks through wrappers and through Node's aggregate of several addresses.
 */
export function databaseProblem(error: unknown): Problem | null {
  if (!describes(error)) return null;
  return new Problem('DATABASE_UNAVAILABLE', undefined, { cause: error, retryAfterSeconds: RETRY_AFTER_SECONDS });
}
