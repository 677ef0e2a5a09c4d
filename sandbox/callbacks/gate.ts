const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 3000;

/** The way to one destination: while it is down everybody waits, and one at a time tries whether it is back. */
export interface Gate {
  /** Resolves when the caller may send; it then reports `up` or `down`. */
  pass(): Promise<void>;
  up(): void;
  down(): void;
  stop(): void;
}

export function createGate(): Gate {
  let pauses = 0;
  let timer: NodeJS.Timeout | undefined;
  const waiting: (() => void)[] = [];
  /** A pause is over and nobody was there to try. */
  let free = false;

  return {
    pass() {
      if (pauses === 0) return Promise.resolve();
      if (free) {
        free = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    up() {
      pauses = 0;
      free = false;
      clearTimeout(timer);
      timer = undefined;
      for (const go of waiting.splice(0)) go();
    },
    down() {
      // several that were on the way together fail together: one pause
      if (timer) return;
      pauses++;
      timer = setTimeout(
        () => {
          timer = undefined;
          const next = waiting.shift();
          if (next) next();
          else free = true;
        },
        Math.min(FIRST_PAUSE_MS * 2 ** (pauses - 1), LONGEST_PAUSE_MS),
      );
    },
    stop: () => clearTimeout(timer),
  };
}
