import type { z } from 'zod';
import { violation, type Violation } from './problem';

const CODES: Record<string, string> = {
  invalid_type: 'INVALID_TYPE',
  too_big: 'TOO_BIG',
  too_small: 'TOO_SMALL',
  invalid_format: 'INVALID_FORMAT',
  invalid_value: 'UNKNOWN_VALUE',
  not_multiple_of: 'INVALID_VALUE',
  invalid_union: 'INVALID_VALUE',
};

/**
 * The violations that zod found, each under its member's path. Messages say what was expected; they never quote what
 * was sent.
 * @param root where the parsed value stands in the request, e.g. `['query']`; the body's root is empty
 */
export function violationsOf(error: z.ZodError, root: readonly PropertyKey[]): Violation[] {
  return error.issues.flatMap((issue) => {
    const path = [...root, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => violation('UNKNOWN_MEMBER', 'is not known here', [...path, key.slice(0, 60)]));
    }
    if (issue.message.endsWith('received undefined')) {
      return [violation('REQUIRED', 'is required', path)];
    }
    return [violation(CODES[issue.code] ?? 'INVALID_VALUE', plain(issue.message), path)];
  });
}

/** "Invalid input: expected string, received number" reads as "expected string, received number". */
function plain(message: string): string {
  return message.replace(/^(Invalid input|Invalid option|Too big|Too small): /, '');
}
