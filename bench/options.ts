import { parseArgs } from 'node:util';
import { Sentence } from '../dev/sentence';

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
  json: string | null;
  /** Folder for a CPU profile of API and worker under a rush. */
  profile: string | null;
}

const ALL_FIGURES = [1, 2, 3, 4, 5, 6];
const RUSH = 16;
const TRIAL_SECONDS = 3;

const USAGE = `npm run bench -- [--quick] [--pairs N] [--users 1,16,64] [--seconds N] [--figures 1,2,3] [--json FILE] [--profile FOLDER]`;

function numbers(name: string, text: string, most: number): number[] {
  const found = text.split(',').map(Number);
  if (found.every((each) => Number.isInteger(each) && each >= 1 && each <= most)) return found;
  throw new Sentence(`--${name} ${text}: whole numbers from 1 to ${most} are expected. Usage: ${USAGE}`);
}

/** Throws a sentence where an argument is not understood. */
export function readOptions(args: string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const options = { pairs: text, users: text, seconds: text, figures: text, json: text, profile: text };
  let given: Partial<Record<keyof typeof options, string>> & { quick?: boolean };
  try {
    given = parseArgs({ args, options: { ...options, quick: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new Sentence(`${(error as Error).message}. Usage: ${USAGE}`);
  }
  const quick = given.quick === true;
  const users = numbers('users', given.users ?? (quick ? '16' : '1,16,64'), 500);
  const [pairs = 5] = numbers('pairs', given.pairs ?? (quick ? '1' : '5'), 50);
  const [seconds = 5] = numbers('seconds', given.seconds ?? (quick ? '3' : '5'), 600);
  return {
    pairs,
    users,
    rush: users.includes(RUSH) ? RUSH : Math.max(...users),
    windowMs: seconds * 1000,
    trial: seconds < TRIAL_SECONDS,
    quick,
    figures: given.figures ? numbers('figures', given.figures, 6) : quick ? [1, 2, 3] : ALL_FIGURES,
    json: given.json ?? null,
    profile: given.profile ?? null,
  };
}
