const MAX_DEPTH = 60;
/** NUL, and halves of surrogate pairs: valid in JSON, and no database can store them. */
// eslint-disable-next-line no-control-regex -- NUL is what it looks for
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const ALL_UNSTORABLE = new RegExp(UNSTORABLE, 'g');

/** The text with a replacement character for each that cannot be stored. */
export const storableText = (text: string): string => text.replace(ALL_UNSTORABLE, '\ufffd');

/** Why a JSON value cannot be kept, and a sentence that says so. */
export interface JsonFault {
  code: 'NOT_TEXT' | 'TOO_DEEP';
  message: string;
}

/** What is wrong with JSON that is nested too deep or holds text that cannot be stored. Walks without recursion. */
export function jsonFault(json: unknown): JsonFault | null {
  const open: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  for (let item = open.pop(); item; item = open.pop()) {
    const { value, depth } = item;
    if (typeof value === 'string' && UNSTORABLE.test(value)) {
      return { code: 'NOT_TEXT', message: 'holds characters that are not valid text' };
    }
    if (value === null || typeof value !== 'object') continue;
    if (depth >= MAX_DEPTH) return { code: 'TOO_DEEP', message: `is nested deeper than ${MAX_DEPTH} levels` };
    for (const [name, member] of Object.entries(value)) {
      open.push({ value: member, depth: depth + 1 });
      if (UNSTORABLE.test(name)) open.push({ value: name, depth });
    }
  }
  return null;
}
