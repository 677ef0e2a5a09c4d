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
  /** A whole number within bounds. */
  whole(name: string, min: number, max: number): number | undefined;
  /** An instant in ISO form, such as `2026-01-31T03:00:00Z`. */
  instant(name: string): Date | undefined;
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
    whole(name, min, max) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = /^\d+$/.test(given) ? Number(given) : NaN;
      if (!(value >= min && value <= max)) throw new UsageError(`--${name} is a whole number from ${min} to ${max}.`);
      return value;
    },
    instant(name) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = new Date(/^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(given) ? given : NaN);
      if (Number.isNaN(value.getTime())) throw new UsageError(`--${name} is an instant such as 2026-01-31T03:00:00Z.`);
      return value;
    },
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
