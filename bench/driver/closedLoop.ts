import { setTimeout as delay } from 'node:timers/promises';

/** Each user does one piece of work after the other for as long as there is `more`; answers how long each took, milliseconds. */
export async function loopWhile(users: number, more: () => boolean, work: () => Promise<void>) {
  const tookMs: number[] = [];
  const began = performance.now();
  const user = async (): Promise<void> => {
    while (more()) {
      const started = performance.now();
      await work();
      tookMs.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: users }, user));
  return { tookMs, perSecond: (tookMs.length / (performance.now() - began)) * 1000 };
}

/** As `loopWhile`, `count` pieces of work in all. */
export function countedLoop(users: number, count: number, work: () => Promise<void>) {
  let left = count;
  return loopWhile(users, () => (left -= 1) >= 0, work);
}

export interface Window {
  users: number;
  /** Until the loop runs steadily; what ends in it does not count. */
  rampMs: number;
  windowMs: number;
  /** Called at both ends of the window. */
  onEdge?: () => void;
}

/** Users in a closed loop; counts what ends within the window, and waits for what is under way after it. */
export async function windowedLoop({ users, rampMs, windowMs, onEdge }: Window, work: () => Promise<void>) {
  const tookMs: number[] = [];
  let open = false;
  let over = false;
  const user = async (): Promise<void> => {
    while (!over) {
      const started = performance.now();
      await work();
      if (open) tookMs.push(performance.now() - started);
    }
  };
  const all = Promise.all(Array.from({ length: users }, user));
  const window = async (): Promise<number> => {
    await delay(rampMs);
    onEdge?.();
    open = true;
    const began = performance.now();
    await delay(windowMs);
    open = false;
    const passed = performance.now() - began;
    onEdge?.();
    over = true;
    return passed;
  };
  const [passed] = await Promise.all([window(), all]);
  return { tookMs, perSecond: (tookMs.length / passed) * 1000 };
}
