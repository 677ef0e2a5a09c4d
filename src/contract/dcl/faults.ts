import type { z } from 'zod';

/** Error codes of answers. 0 and 4 are the vendor's, the rest are ours: clients should only tell 0 from the others. */
export const CODES = {
  ok: 0,
  unreadable: 1,
  orderCount: 2,
  missing: 3,
  outOfRange: 4,
  badText: 5,
  account: 6,
  duplicate: 7,
  item: 8,
  shipping: 9,
  location: 10,
  notFound: 11,
  stage: 12,
  internal: 99,
} as const;

/** One thing that is wrong with a request: the first that was found. */
export interface Fault {
  code: number;
  /** Member of the contract. */
  field: string;
  /** Continues the sentence that begins with the field. */
  says: string;
  /** Zero-based index of the line. */
  detail?: number;
}

/** Where in a batch an order stands; the index is zero-based. */
export interface Place {
  index: number;
  orderNumber: string;
}

/** `'quantity' must be bigger than 0 [Order index = 0; order_number = 'SO-1'; Detail index = 1].` */
export function sentence({ field, says, detail }: Fault, place?: Place): string {
  const where = [
    ...(place ? [`Order index = ${place.index}`, `order_number = '${place.orderNumber}'`] : []),
    ...(detail === undefined ? [] : [`Detail index = ${detail}`]),
  ];
  return `'${field}' ${says}${where.length > 0 ? ` [${where.join('; ')}]` : ''}.`;
}

/** A custom issue that says that a member is missing. */
export const MISSING = { missing: true };

/** What zod found first, in the contract's words. Values are never quoted. */
export function faultOf(error: z.ZodError): Fault {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const at = path.indexOf('lines');
  const detail = at >= 0 && typeof path[at + 1] === 'number' ? Number(path[at + 1]) : undefined;
  const names = path.filter((part) => typeof part === 'string' && part !== 'lines');
  const whole = at < 0 ? 'order' : detail === undefined ? 'lines' : 'line';
  return { field: names.join('.') || whole, ...meaning(issue), ...(detail === undefined ? {} : { detail }) };
}

function meaning(issue: z.core.$ZodIssue | undefined): Pick<Fault, 'code' | 'says'> {
  const missing = { code: CODES.missing, says: 'is required' };
  switch (issue?.code) {
    case 'invalid_type':
      if (/received (undefined|null)$/.test(issue.message)) return missing;
      return { code: CODES.outOfRange, says: `must be ${KINDS[issue.expected] ?? 'of another type'}` };
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return missing;
      return { code: CODES.outOfRange, says: `must be bigger than ${Number(issue.minimum) - 1}` };
    case 'too_big':
      if (issue.origin === 'string') return { code: CODES.badText, says: `is longer than ${issue.maximum} characters` };
      if (issue.origin === 'array') return { code: CODES.outOfRange, says: `must not be more than ${issue.maximum}` };
      return { code: CODES.outOfRange, says: `must not be bigger than ${issue.maximum}` };
    case 'invalid_format':
      return { code: CODES.badText, says: 'has characters that are not allowed' };
    case 'custom':
      if (issue.params?.missing) return missing;
      return { code: CODES.outOfRange, says: issue.message };
    default:
      return { code: CODES.outOfRange, says: 'has a value that is not known' };
  }
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
