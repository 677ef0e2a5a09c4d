import { jsonFault } from '../platform/plainJson';
import { Problem } from '../platform/problem';

/** 400 for JSON that is nested too deep or holds text that cannot be stored; null for the rest. */
export function plainJsonProblem(body: unknown): Problem | null {
  const fault = jsonFault(body);
  return fault && new Problem('VALIDATION_FAILED', `The body ${fault.message}.`);
}
