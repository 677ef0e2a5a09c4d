import { z } from 'zod';
import { required } from '../../common/fields';
import { limit, offset } from '../../common/list';

const MAX_ROWS = 1000;

/** One of a closed list; where it is missing it is called so. */
export const oneOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  z.enum(values, { error: ({ input }) => (input === undefined ? 'received undefined' : undefined) });

export const flag = oneOf(['Y', 'N']);

/** An id that stands in paths: no character that a path, a file name or a log line would change. */
export const key = (max: number) =>
  required(max)
    .regex(/^[A-Za-z0-9][\w.~-]*$/, 'letters, digits and . _ ~ -, the first a letter or digit')
    .meta({ examples: ['NORTHWIND-UK'] });

/** Members by which a list may be sorted; the first is the one it is sorted by unless told otherwise. */
export const sorting = <const F extends readonly [string, ...string[]]>(fields: F) => ({
  sortField: z.enum(fields).default(fields[0] as never),
  sortDirection: z.enum(['ASC', 'DESC']).default('DESC'),
});

/** The query of a short list: page and sorting. */
export const shortList = <const F extends readonly [string, ...string[]]>(fields: F) =>
  z.strictObject({ limit: limit(MAX_ROWS), offset, ...sorting(fields) });

/** Members of a request that are neither ours to keep apart nor ours to say: kept and returned as they came. */
export function others(sent: Record<string, unknown>, known: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !known.includes(name)));
}
