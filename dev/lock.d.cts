/** Pid of the living process that holds the lock file, else null. */
export declare function holder(file: string): number | null;

/** Takes the lock file or names who has it; `stale` tells that a dead process had left it behind. */
export declare function tryLock(file: string): { stale: boolean; release(): void } | { pid: number };

/** Runs `work` alone among all processes that use this lock file; `onWait` is told once whom we wait for. */
export declare function withLock<T>(
  file: string,
  onWait: (pid: number) => void,
  work: () => T | Promise<T>,
): Promise<T>;
