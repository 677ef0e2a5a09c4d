import { z } from 'zod';
import { date, decimal, optional, words } from './fields';
import { BundleLine, KEPT_MEMBERS } from './order';

const ORDER = {
  ...KEPT_MEMBERS,
  shipping_handling: optional(decimal),
  sales_tax: optional(decimal),
  total_due: optional(decimal),
};

const LINE = {
  description: words(100),
  price: optional(decimal),
  do_not_ship_before: optional(date),
  ship_by: optional(date),
  custom_field1: words(20),
  custom_field2: words(20),
  custom_field3: words(20),
  custom_field4: words(20),
  custom_field5: words(20),
  bundle_lines: z.array(BundleLine),
};

/** A document, or a line of one. */
type Holder = Readonly<Record<string, unknown>>;

type Kept<S extends Record<string, z.ZodType>> = { [K in keyof S]?: z.infer<S[K]> };

/** Members under `dcl`, only those that have the right form: another contract's update may have put anything there. */
function kept<S extends Record<string, z.ZodType>>({ dcl }: Holder, shape: S): Kept<S> {
  if (typeof dcl !== 'object' || dcl === null) return {};
  const good = Object.entries(dcl).filter(
    ([name, value]) => Object.hasOwn(shape, name) && shape[name]?.safeParse(value).success,
  );
  return Object.fromEntries(good) as Kept<S>;
}

/** Members of the posted order that our document has no place for. */
export const keptOfOrder = (document: Holder) => kept(document, ORDER);

/** Members of a posted line that our document has no place for. */
export const keptOfLine = (line: Holder) => kept(line, LINE);
