import { Problem } from '../platform/problem';

const MAX_DEPTH = 60;
/** NUL, and halves of surrogate pairs: valid in JSON, and no database can store them. */
// eslint-disable-next-line no-control-regex -- NUL is what it looks for
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** 400 for JSON that is nested too deep or holds text that cannot be stored; null for the rest. Walks without recursion. */
export function plainJsonProblem(body: unknown): Problem | null {
  const open: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }];
  for (let item = open.pop(); item; item = open.pop()) {
    const { value, depth } = item;
    if (typeof value === 'string' && UNSTORABLE.test(value)) {
      return new Problem('VALIDATION_FAILED', 'The body holds characters that are not valid text.');
    }
    if (value === null || typeof value !== 'object') continue;
    if (depth >= MAX_DEPTH)
      return new Problem('VALIDATION_FAILED', `The body is nested deeper than ${MAX_DEPTH} levels.`);
    for (const [name, member] of Object.entries(value)) {
      open.push({ value: member, depth: depth + 1 });
      if (UNSTORABLE.test(name)) open.push({ value: name, depth });
    }
  }
  return null;
}
