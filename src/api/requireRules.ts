import { violation, type Violation } from '../contract/common/problem';
import { CODES, isProblemCode, Problem, type ProblemCode } from '../platform/problem';

/** @throws Problem 422 with all violations, under their common code where they have one */
export function requireNone(violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const [first, ...others] = new Set(violations.map(({ code }) => code));
  throw new Problem(others.length === 0 ? ruleCode(first) : 'BUSINESS_RULE_VIOLATED', undefined, {
    errors: [...violations],
  });
}

function ruleCode(code: string | undefined): ProblemCode {
  return code && isProblemCode(code) && CODES[code].status === 422 ? code : 'BUSINESS_RULE_VIOLATED';
}

type KeyPair = [inPath: string, inBody: string | undefined, at: readonly PropertyKey[]];

/** Keys that stand in the path and again in the body must be the same; a body may leave them out. */
export function keyMismatches(pairs: readonly KeyPair[]): Violation[] {
  return pairs
    .filter(([inPath, inBody]) => inBody !== undefined && inBody !== inPath)
    .map(([, , at]) => violation('KEY_MISMATCH', 'differs from the path', at));
}

/** @throws Problem 422 where path and body name different things */
export const requireSameKeys = (pairs: readonly KeyPair[]): void => requireNone(keyMismatches(pairs));
