import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import type { Logger } from 'pino';

type Activity = (...args: never[]) => Promise<unknown>;

/** A closed word for an error of ours or of the database: its SQLSTATE where it has one, else its class. */
function wordFor(err: unknown): string {
  const { code, cause, name } = err as { code?: unknown; cause?: { code?: unknown }; name?: unknown };
  const found = [cause?.code, code].find((word) => typeof word === 'string' && /^\w{1,40}$/.test(word));
  return typeof found === 'string' ? found : typeof name === 'string' ? name : 'Error';
}

/**
 * Keeps error texts out of the histories: a database error quotes the statement's parameters, and those may be a
 * customer's address. The log, which masks them, has the rest. Retryable, as any failure of ours.
 */
function closed(err: unknown, activity: string, log: Logger): unknown {
  if (err instanceof ApplicationFailure || err instanceof CancelledFailure) return err;
  log.error({ err, activity }, 'activity failed');
  const word = wordFor(err);
  return ApplicationFailure.retryable(word, word);
}

/** The same activities, each failing only in closed words. */
export function inClosedWords<A extends { [K in keyof A]: Activity }>(activities: A, log: Logger): A {
  const wrap = ([name, run]: [string, Activity]): [string, Activity] => [
    name,
    (...args) =>
      run(...args).catch((err: unknown) => {
        throw closed(err, name, log);
      }),
  ];
  return Object.fromEntries(Object.entries<Activity>(activities).map(wrap)) as unknown as A;
}
