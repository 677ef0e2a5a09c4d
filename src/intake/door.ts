/** Requests that somebody waits for go before work that nobody waits for: starts of workflows ask here for their turn. */
export interface Door {
  /** A request has come; call the answer when it has been answered. */
  enter(): () => void;
  /**
   * Resolves at once while the door is quiet. While it is busy, one waiter after the other is let through every
   * `TURN_MS`, so that a flood of requests slows the work behind it down and never stops it.
   */
  turn(): Promise<void>;
}

/** More requests than this in progress at a time, now or on the average of the last moments: busy. */
const BUSY = 4;
/** How quickly the average forgets, milliseconds: a pause between two requests of a flood does not make it quiet. */
const MEMORY_MS = 100;
/** Between two turns while the door is busy: two a second. What waits too long is the sweeper's. */
const TURN_MS = 500;
/** How often waiters look whether the door has become quiet. */
const LOOK_MS = 20;

export function createDoor(): Door {
  const waiting: (() => void)[] = [];
  let inside = 0;
  let average = 0;
  let averageAt = Date.now();
  let lastTurn = 0;
  let timer: NodeJS.Timeout | null = null;

  /** Exponentially decaying average of the requests in progress. */
  const settle = (): void => {
    const now = Date.now();
    average = inside + (average - inside) * Math.exp((averageAt - now) / MEMORY_MS);
    averageAt = now;
  };
  const isBusy = (): boolean => {
    settle();
    return inside > BUSY || average > BUSY;
  };
  const look = (): void => {
    const now = Date.now();
    const through = !isBusy() ? waiting.length : now - lastTurn >= TURN_MS ? 1 : 0;
    if (through > 0) lastTurn = now;
    for (const go of waiting.splice(0, through)) go();
    timer = waiting.length > 0 ? setTimeout(look, LOOK_MS) : null;
  };

  return {
    enter() {
      settle();
      inside += 1;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        settle();
        inside -= 1;
      };
    },
    turn() {
      const waited = new Promise<void>((resolve) => waiting.push(resolve));
      if (!timer) look();
      return waited;
    },
  };
}
