import { z } from 'zod';

const code = z.string().min(1).max(100);
/** The forms in which partners say no; several do it with status 200. */
const forms = z.union([
  z.object({ error: z.object({ code }) }).transform((b) => b.error.code),
  z.object({ errors: z.tuple([z.object({ code })], z.unknown()) }).transform((b) => b.errors[0].code),
  z.object({ success: z.literal(false), code }).transform((b) => b.code),
  z.object({ success: z.literal(false), errorCode: code }).transform((b) => b.errorCode),
  z.object({ status: z.enum(['error', 'ERROR']), code }).transform((b) => b.code),
]);

/** The error code in a body, or null when the body is no error. Only a word of `known` is passed on, all others are `OTHER`. */
export function errorCodeIn(body: unknown, known: readonly string[]): string | null {
  const found = forms.safeParse(body);
  if (!found.success) return null;
  return known.includes(found.data) ? found.data : 'OTHER';
}
