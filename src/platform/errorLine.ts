/** An error as the log shows it. */
export interface ErrorLine {
  type: string;
  message: string;
  /** Frames only: the text above them repeats the message. */
  stack?: string;
  cause?: ErrorLine;
  errors?: ErrorLine[];
  [word: string]: unknown;
}

/** Members that are words or numbers of a program's; all others (`detail`, `where`, `params`, `hint`…) may quote data. */
const WORDS = [
  ...['code', 'kind', 'status', 'errno', 'syscall', 'address', 'port'],
  ...['severity', 'schema', 'table', 'column', 'constraint', 'routine'],
];

const MAX_DEPTH = 5;
const MAX_ERRORS = 5;
const MAX_QUERY = 300;

/** Data exceptions (SQLSTATE class 22): PostgreSQL quotes the value that it cannot take. So does the JSON parser. */
const quotesData = (error: Partial<Record<'code' | 'name', unknown>>): boolean =>
  error.name === 'SyntaxError' || (typeof error.code === 'string' && /^22[0-9A-Z]{3}$/.test(error.code));

/** Drizzle puts every parameter of the query into its message, whole documents among them. */
const FAILED_QUERY = /^Failed query: ([\s\S]*?)(?:\nparams: [\s\S]*)?$/;

function messageOf(error: Error): string {
  const query = FAILED_QUERY.exec(error.message)?.[1];
  if (query !== undefined) return `Failed query: ${query.slice(0, MAX_QUERY)}`;
  return quotesData(error as Error & { code?: unknown })
    ? error.message.replace(/["'][\s\S]*["']/, '"…"')
    : error.message;
}

/** What stands behind the message in the stack, and there only lines that are frames. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  const frames = at === -1 ? stack : stack.slice(at + message.length);
  return frames
    .split('\n')
    .filter((line) => /^\s*at /.test(line))
    .join('\n');
}

/** By shape and not by class: an error of Node's own may come from another realm. */
const isError = (value: unknown): value is Error =>
  typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;

/**
 * What of an error may be logged: type, message, frames, words, causes. Texts that can quote documents with personal
 * data are left out: parameters of queries, PostgreSQL's `detail` and `where`. Anything but an error stays as it is.
 */
export function errorLine(value: unknown, depth = 0): unknown {
  if (!isError(value)) return value;
  const members = value as Error & Record<string, unknown>;
  const words = WORDS.flatMap((name) => {
    const word = members[name];
    return typeof word === 'string' || typeof word === 'number' ? [[name, word] as const] : [];
  });
  const deeper = (inner: unknown): ErrorLine | undefined =>
    isError(inner) && depth < MAX_DEPTH ? (errorLine(inner, depth + 1) as ErrorLine) : undefined;
  const cause = deeper(members.cause);
  const errors = Array.isArray(members.errors)
    ? members.errors.slice(0, MAX_ERRORS).flatMap((one) => deeper(one) ?? [])
    : [];
  const line: ErrorLine = {
    type: value.name === 'Error' ? value.constructor.name : value.name,
    message: messageOf(value),
    stack: framesOf(value),
    ...Object.fromEntries(words),
    ...(cause ? { cause } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
  return line;
}
