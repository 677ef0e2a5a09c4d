import { holder, tryLock } from '../lock.cjs';
import type { Home } from '../home';
import { Sentence } from '../sentence';

const FILE = 'stack.lock';

/** Takes the home for this process; `stale` tells that an earlier stack was killed and may still be ending. */
export function lockHome(home: Home): { stale: boolean; release(): void } {
  const lock = tryLock(home.path(FILE));
  if ('pid' in lock) {
    throw new Sentence(
      `A stack runs already in ${home.dir} (process ${lock.pid}): stop it, or set WAYBILL_HOME and the ports for a second one.`,
    );
  }
  return lock;
}

/** Pid of the stack that runs in this home, if any. */
export function runningStack(home: Home): number | null {
  return holder(home.path(FILE));
}
