import type { z } from 'zod';
import { ProblemBody } from '../contract/common/problem';
import type { Problem } from '../platform/problem';
import { DCL } from './dcl/dialect';
import { KIBO } from './kibo/dialect';
import { problemBody, problemHeaders } from './problemBody';

/** How a family of paths says that something went wrong. */
export interface Dialect {
  /** Paths that speak it, below these too, whether a route is there or not. */
  prefixes: readonly string[];
  mediaType: string;
  /** Of its bodies. */
  schema: z.ZodType;
  /** Status that stands for one of ours. */
  statusOf(status: number): number;
  body(problem: Problem, path: string, requestId: string): unknown;
  headers(problem: Problem): Record<string, string>;
}

/** What most paths speak: RFC 9457. */
const PROBLEM_JSON: Dialect = {
  prefixes: [''],
  mediaType: 'application/problem+json',
  schema: ProblemBody,
  statusOf: (status) => status,
  body: problemBody,
  headers: problemHeaders,
};

/** The dialects of published contracts that have their own. */
const DIALECTS: readonly Dialect[] = [DCL, KIBO, PROBLEM_JSON];

/** The dialect of a path. */
export function dialectOf(path: string): Dialect {
  const speaks = ({ prefixes }: Dialect) => prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  return DIALECTS.find(speaks) ?? PROBLEM_JSON;
}
