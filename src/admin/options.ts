import { parseArgs } from 'node:util';
import { UsageError } from './usage';

type Values = Record<string, string | boolean | undefined>;

/** Options of one command, checked by name: an unknown one is an error and not ignored. */
export interface Options {
  text(name: string): string | undefined;
  required(name: string): string;
  /** A list written with commas; undefined when it is not given. */
  list(name: string): string[] | undefined;
  flag(name: string): boolean;
  /** The one word beside the options. */
  word(what: string): string;
}

/** @throws UsageError for anything that the command does not take */
export function readOptions(args: string[], names: readonly string[], flags: readonly string[] = []): Options {
  const { values, positionals } = parse(args, names, flags);
  const text = (name: string): string | undefined => {
    const value = values[name];
    if (value === '') throw new UsageError(`--${name} is empty.`);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    text,
    required(name) {
      const value = text(name);
      if (value === undefined) throw new UsageError(`--${name} is missing.`);
      return value;
    },
    list: (name) =>
      text(name)
        ?.split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    flag: (name) => values[name] === true,
    word(what) {
      const [only, ...more] = positionals;
      if (only === undefined || more.length > 0) throw new UsageError(`Give one ${what}.`);
      return only;
    },
  };
}

function parse(
  args: string[],
  names: readonly string[],
  flags: readonly string[],
): { values: Values; positionals: string[] } {
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as Values, positionals };
  } catch (err) {
    throw new UsageError(err instanceof Error ? err.message : String(err));
  }
}
