import { z } from 'zod';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** True for `YYYY-MM-DD` (a day that exists) and for an ISO 8601 date-time with a zone (`Z` or an offset). */
export function isDateOrDateTime(value: string): boolean {
  if (DATE.test(value)) return new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  return z.iso.datetime({ offset: true }).safeParse(value).success;
}

/** A string of at most `max` characters without control characters other than tab and line ends. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    // eslint-disable-next-line no-control-regex -- these are what the pattern is for
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'control characters are not allowed');

/** As `text`, not empty. */
export const required = (max: number) => text(max).min(1);

/** A member of a code list that is not closed: unknown codes are accepted, so only form is checked. */
export const code = (known: readonly string[], max = 30) =>
  required(max).meta({ examples: [known[0]], description: `Open list; known: ${known.join(', ')}.` });

/** A day, `YYYY-MM-DD`; an instant with a zone is taken as well, since many senders have nothing else. */
export const day = z
  .string()
  .max(40)
  .refine(isDateOrDateTime, 'expected a date (YYYY-MM-DD) or a date-time with a zone')
  .meta({ description: 'Date `YYYY-MM-DD`, or a date-time with a zone.', examples: ['2026-09-04'] });

/** An instant in ISO 8601 with a zone; a plain day is taken as its 00:00Z. */
export const instant = z
  .string()
  .max(40)
  .refine(isDateOrDateTime, 'expected a date-time with a zone, or a date (YYYY-MM-DD)')
  .meta({ description: 'ISO 8601 date-time with a zone, or a date.', examples: ['2026-09-04T16:20:00Z'] });

/** An instant in an answer: always UTC. */
export const stamp = z.iso.datetime();

/** Whole units of a SKU. */
export const units = z.number().int().min(1).max(999_999_999);

/** A measure or an amount of money, never negative. */
export const amount = z.number().min(0).max(1e12);
