import { setTimeout as delay } from 'node:timers/promises';
import { explain, Sentence } from '../sentence';
import type { Voice } from '../tell';
import type { Running } from './running';

const BACKOFF_MS = [250, 500, 1_000, 2_000, 5_000];
/** A part that ran this long has recovered: its next loss starts the backoff anew. */
const STEADY_MS = 60_000;
const STARTING_MS = 3_000;

/** One kind of process that the stack needs. */
export interface Part {
  name: string;
  address: string;
  /** Resolves when it is ready for work. Called again, for the same address, when the process was lost. */
  start(): Promise<Running>;
  /** How long it may take to end in order. */
  stopMs: number;
}

export interface Supervisor {
  /** Starts a part and keeps it running until `stop`. */
  up(part: Part): Promise<void>;
  /** Ends all parts, the last started first. */
  stop(): Promise<void>;
  /** Ends all parts at once. */
  kill(): void;
}

/** Thrown out of a start that a stop has overtaken. */
export class Stopped extends Error {}

interface Kept {
  part: Part;
  running: Running | null;
}

/** `changed` is told the pids by part name whenever they change. */
export function createSupervisor(voice: Voice, changed: (pids: Record<string, number>) => void): Supervisor {
  const kept: Kept[] = [];
  const starting = new Set<Promise<unknown>>();
  let stopping = false;

  const report = (): void =>
    changed(Object.fromEntries(kept.flatMap(({ part, running }) => (running ? [[part.name, running.pid]] : []))));

  const launch = async (entry: Kept): Promise<void> => {
    if (stopping) throw new Stopped();
    const start = entry.part.start();
    starting.add(start);
    entry.running = await start.finally(() => starting.delete(start));
    if (!stopping) report();
  };

  const keep = async (entry: Kept): Promise<void> => {
    for (let losses = 0; entry.running && !stopping; losses += 1) {
      const since = Date.now();
      const how = await entry.running.ended;
      if (stopping) return;
      if (Date.now() - since > STEADY_MS) losses = 0;
      entry.running = null;
      report();
      await restart(entry, how, losses);
    }
  };

  const restart = async (entry: Kept, how: string, losses: number): Promise<void> => {
    const { name, address } = entry.part;
    for (let attempt = losses; !stopping && !entry.running; attempt += 1) {
      const pause = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)] ?? 0;
      voice.note(`${name} ${how}; starting it again in ${pause / 1000} s`);
      await delay(pause);
      const started = Date.now();
      try {
        await launch(entry);
        voice.up(name, address, Date.now() - started);
      } catch (error) {
        if (error instanceof Stopped) return;
        how = `did not start (${error instanceof Sentence ? error.message : explain(error)})`;
      }
    }
  };

  return {
    async up(part) {
      const started = Date.now();
      const entry: Kept = { part, running: null };
      kept.push(entry);
      await launch(entry);
      if (stopping) throw new Stopped();
      voice.up(part.name, part.address, Date.now() - started);
      void keep(entry);
    },
    async stop() {
      stopping = true;
      await Promise.race([Promise.allSettled([...starting]), delay(STARTING_MS)]);
      for (const { part, running } of [...kept].reverse()) await running?.stop(part.stopMs);
    },
    kill() {
      stopping = true;
      for (const { running } of kept) running?.kill();
    },
  };
}
