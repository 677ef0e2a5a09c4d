import { waitWhile } from '../../intake/waitWhile';

/** Lets single orders and small imports pass a large one in the same worker: what has just begun goes first. */
export interface Precedence {
  /** Runs a slice of a job of which so many rows were processed before. */
  during<T>(processed: number, slice: () => Promise<T>): Promise<T>;
  /**
   * Waits while jobs that have just begun are walked, or a single order is on its way to the warehouse; not at all for one
   * of those jobs, and never for long.
   */
  giveWay(processed: number, singleIsDue: () => Promise<boolean>): Promise<void>;
}

/** A job has just begun until so many of its rows are processed. */
const JUST_BEGUN = 1_000;
/** A page waits at most this long, so that a stream of single orders or small imports slows a large one down and never stops it. */
const PATIENCE_MS = 400;

export function createPrecedence(): Precedence {
  let begun = 0;
  return {
    async during(processed, slice) {
      if (processed >= JUST_BEGUN) return slice();
      begun += 1;
      try {
        return await slice();
      } finally {
        begun -= 1;
      }
    },

    async giveWay(processed, singleIsDue) {
      if (processed < JUST_BEGUN) return;
      await waitWhile(async () => begun > 0 || singleIsDue(), PATIENCE_MS);
    },
  };
}
