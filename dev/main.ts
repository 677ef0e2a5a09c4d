import { reset } from './reset';
import { explain } from './sentence';
import { start } from './stack/start';
import { test } from './test';

const COMMANDS: Record<string, (args: string[]) => Promise<void> | void> = { start, test, reset };

async function run(name: string, args: string[]): Promise<void> {
  await COMMANDS[name]?.(args);
}

/** Runs a command of the local stack; ends the process with 1 where it fails. */
export function main(name: string, args: string[]): void {
  run(name, args).catch((error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  });
}
