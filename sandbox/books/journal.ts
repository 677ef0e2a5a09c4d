import fs from 'node:fs';
import path from 'node:path';

/** One line of the file: changes that happened together, each `[book, id, value or null]`. */
export type Change = [book: string, id: string, value: unknown];

export interface Journal {
  append(changes: Change[]): void;
  /** Replaces the file by these changes, atomically. */
  rewrite(changes: Iterable<Change>): void;
  close(): void;
}

/**
 * Append-only file of JSON lines. A line is handed to the operating system before `append` returns, so what was answered
 * survives `kill -9`; a line cut off by a crash is dropped when the file is read.
 */
export function openJournal(directory: string, apply: (changes: Change[]) => void): Journal {
  fs.mkdirSync(directory, { recursive: true });
  const file = path.join(directory, 'books.jsonl');
  for (const changes of readLines(file)) apply(changes);
  let fd = open(file);

  return {
    append: (changes) => void fs.writeSync(fd, `${JSON.stringify(changes)}\n`),
    rewrite(changes) {
      const next = `${file}.next`;
      const out = fs.openSync(next, 'w', 0o600);
      for (const change of changes) fs.writeSync(out, `${JSON.stringify([change])}\n`);
      fs.fsyncSync(out);
      fs.closeSync(out);
      fs.renameSync(next, file);
      fs.closeSync(fd);
      fd = open(file);
    },
    close: () => fs.closeSync(fd),
  };
}

/** The file holds connection secrets: for its owner only. */
const open = (file: string) => fs.openSync(file, 'a', 0o600);

function* readLines(file: string): Generator<Change[]> {
  if (!fs.existsSync(file)) return;
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    try {
      if (line) yield JSON.parse(line) as Change[];
    } catch {
      // cut off by a crash: it was never answered
    }
  }
}
