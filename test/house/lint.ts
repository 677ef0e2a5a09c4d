import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export const TOP = join(__dirname, '../..');

export interface Room {
  name: string;
  path: string;
  holds: string;
  mayImport: string[] | '*';
  mayImportTypes?: string[];
  onlyPackages?: string[];
}

export interface Rooms {
  ROOMS: Room[];
  PACKAGE_ROOMS: Record<string, string[]>;
  FETCH_ROOMS: string[];
}

export interface Case {
  file: string;
  code: string;
  /** Needs type information: `file` must exist, its text is replaced by `code`. */
  typed?: boolean;
}

const node = (args: string[], input = ''): string =>
  execFileSync(process.execPath, args, { cwd: TOP, input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** The table of `lint/rooms.mjs`. */
export function readRooms(): Rooms {
  const script = `import * as rooms from './lint/rooms.mjs'; console.log(JSON.stringify(rooms))`;
  return JSON.parse(node(['--input-type=module', '-e', script])) as Rooms;
}

/** Findings of the linter per case, each as `rule: message`. */
export function lint(cases: Case[]): string[][] {
  const found = JSON.parse(node(['test/house/lintVirtual.mjs'], JSON.stringify(cases))) as {
    rule: string;
    message: string;
  }[][];
  return found.map((list) => list.map(({ rule, message }) => `${rule}: ${message}`));
}
