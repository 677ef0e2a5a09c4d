import { parseArgs } from 'node:util';
import { Sentence } from '../dev/sentence';

/** Figures that are measured on one stack: single orders, and everything that arrives in bulk. */
export const GROUPS = { orders: [1, 2, 3, 4, 5, 6], bulk: [7, 8, 9, 10, 11, 12] } as const;
export type Group = keyof typeof GROUPS;

/** How much the bulk figures send at a time. */
export interface Sizes {
  /** Orders of an import. */
  import: number;
  /** Orders of a large one. */
  rows: number;
  /** Items of an inventory count. */
  items: number;
  /** Orders of a DCL batch. */
  batch: number;
}

/** What `npm run bench` was asked for, see docs/benchmarks.md. */
export interface BenchOptions {
  pairs: number;
  users: number[];
  /** Where the goals are measured: 16 users, or the most that were asked for. */
  rush: number;
  /** Length of one measured window. */
  windowMs: number;
  /** So short a run only tries whether the bench works: fewer orders everywhere. */
  trial: boolean;
  /** About two minutes: one pair, one number of users, figures 1 to 3. */
  quick: boolean;
  /** Numbers of the figures. */
  figures: number[];
  sizes: Sizes;
  json: string | null;
  /** Folder for a CPU profile of API and worker under a rush. */
  profile: string | null;
}

/** Below 100,000 rows for the sake of the twenty minutes. */
const SIZES: Sizes = { import: 10_000, rows: 20_000, items: 12_000, batch: 1_000 };
/** What the calls take at most. */
const MOST: Sizes = { import: 200_000, rows: 200_000, items: 12_000, batch: 1_000 };
const RUSH = 16;
const TRIAL_SECONDS = 3;

const USAGE =
  'npm run bench -- [--quick] [--only orders|bulk] [--figures 1,2,3] [--pairs N] [--users 1,16,64] [--seconds N] ' +
  '[--import N] [--rows N] [--items N] [--batch N] [--json FILE] [--profile FOLDER]';

function numbers(name: string, text: string, most: number): number[] {
  const found = text.split(',').map(Number);
  if (found.every((each) => Number.isInteger(each) && each >= 1 && each <= most)) return found;
  throw new Sentence(`--${name} ${text}: whole numbers from 1 to ${most} are expected. Usage: ${USAGE}`);
}

/** Figures of a group. */
function figuresOf(group: string): readonly number[] {
  if (group in GROUPS) return GROUPS[group as Group];
  throw new Sentence(`--only ${group}: ${Object.keys(GROUPS).join(' or ')} is expected. Usage: ${USAGE}`);
}

const text = { type: 'string' } as const;
const OPTIONS = {
  ...{ pairs: text, users: text, seconds: text, figures: text, only: text, json: text, profile: text },
  ...{ import: text, rows: text, items: text, batch: text },
  quick: { type: 'boolean' },
} as const;

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new Sentence(`${(error as Error).message}. Usage: ${USAGE}`);
  }
}

/** Throws a sentence where an argument is not understood. */
export function readOptions(args: string[]): BenchOptions {
  const given = parse(args);
  const quick = given.quick === true;
  const one = (name: 'pairs' | 'seconds' | keyof Sizes, usual: number, most: number): number =>
    numbers(name, given[name] ?? String(usual), most)[0] ?? usual;
  const users = numbers('users', given.users ?? (quick ? '16' : '1,16,64'), 500);
  const seconds = one('seconds', quick ? 3 : 5, 600);
  const all = Object.values(GROUPS).flat();
  const asked = given.figures ? numbers('figures', given.figures, Math.max(...all)) : quick ? [1, 2, 3] : all;
  const within = given.only ? figuresOf(given.only) : all;
  const size = (name: keyof Sizes): number => one(name, SIZES[name], MOST[name]);
  return {
    pairs: one('pairs', quick ? 1 : 5, 50),
    users,
    rush: users.includes(RUSH) ? RUSH : Math.max(...users),
    windowMs: seconds * 1000,
    trial: seconds < TRIAL_SECONDS,
    quick,
    figures: asked.filter((figure) => within.includes(figure)),
    sizes: { import: size('import'), rows: size('rows'), items: size('items'), batch: size('batch') },
    json: given.json ?? null,
    profile: given.profile ?? null,
  };
}
