import { z } from 'zod';

const MAX_OFFSET = 10_000;
export const DEFAULT_LIMIT = 100;

/** Page size: below 1 is refused, above `max` is `max`. */
export const limit = (max: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .default(DEFAULT_LIMIT)
    .transform((n) => Math.min(n, max))
    .meta({ description: `Page size; more than ${max} counts as ${max}.`, type: 'integer', minimum: 1, default: 100 });

/** Rows to skip. Deep pages are slow and miss rows while data changes: beyond the maximum use `cursor`. */
export const offset = z.coerce
  .number()
  .int()
  .min(0)
  .default(0)
  .meta({ description: `At most ${MAX_OFFSET}; beyond that use \`cursor\`.`, type: 'integer', minimum: 0, default: 0 });

export const cursor = z
  .string()
  .min(1)
  .max(2000)
  .optional()
  .meta({ description: '`meta.nextCursor` of the page before.' });

/** Members by which a list may be sorted; the first is the one it is sorted by unless told otherwise. */
export const sorting = <const F extends readonly [string, ...string[]]>(fields: F) => ({
  sortField: z.enum(fields).default(fields[0] as never),
  sortDirection: z.enum(['ASC', 'DESC']).default('DESC'),
});

/** True where an offset is deeper than lists go. */
export const isTooDeep = (rows: number): boolean => rows > MAX_OFFSET;

export const ListMeta = z
  .object({
    limit: z.number().int(),
    offset: z.number().int(),
    total: z.number().int(),
    nextCursor: z.string().nullable(),
    totalIsEstimate: z.boolean(),
  })
  .meta({ id: 'ListMeta' });

/** `{data: [...], meta}`. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item), meta: ListMeta });
/** `{data: ...}`. */
export const dataOf = <T extends z.ZodType>(item: T) => z.object({ data: item });
