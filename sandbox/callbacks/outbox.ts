import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Books, Entry } from '../books/books';
import type { CallbackRecord } from '../books/records';
import { faultOf } from '../faults';
import { createGate } from './gate';
import type { Gate } from './gate';
import { post } from './post';
import type { Outcome } from './post';

const PARALLEL = 16;
const LONGEST_WAIT_MS = 30_000;

export type NewCallback = Pick<CallbackRecord, 'connectionId' | 'path' | 'lane' | 'body'>;

/** Sends callbacks until they are settled, those of one lane in their order, and goes on after a restart. */
export interface Outbox {
  /** Entries to write together with what caused the callbacks; hand the records to `send` after that. */
  draft(callbacks: NewCallback[], now: Date): { records: CallbackRecord[]; entries: Entry[] };
  send(records: CallbackRecord[]): void;
  /** The callback's record as soon as it is settled, or as it is after `timeoutMs`. */
  settled(id: string, timeoutMs: number): Promise<CallbackRecord | undefined>;
  /** Forgets what is waiting. */
  clear(): void;
  stop(): void;
}

export function createOutbox(books: Books, defaultUrl: string | null, log: Logger): Outbox {
  const lanes = new Map<string, string[]>();
  const gates = new Map<string, Gate>();
  const limit = pLimit(PARALLEL);
  const stopping = new AbortController();

  const gateOf = (url: string) => {
    const gate = gates.get(url) ?? createGate();
    gates.set(url, gate);
    return gate;
  };

  async function sendOnce(id: string): Promise<Outcome | null> {
    const callback = books.callbacks.get(id);
    const connection = callback && books.connections.get(callback.connectionId);
    const url = connection?.waybillUrl ?? defaultUrl;
    if (!callback || !connection || !url) return null;
    const gate = gateOf(url);
    await gate.pass();
    const outcome = await limit(() => post(callback, connection, url, stopping.signal));
    if (outcome.verdict === 'down') gate.down();
    else gate.up();
    return outcome;
  }

  /** True when settled, false when the callback shall step aside and let the others of its lane pass. */
  async function deliver(id: string): Promise<boolean> {
    for (;;) {
      const fault = faultOf(books, 'callbacks', true);
      if (fault?.down) {
        await sleep(200);
        if (stopping.signal.aborted) return true;
        continue;
      }
      if (fault?.latencyMs) await sleep(fault.latencyMs);
      const outcome = await sendOnce(id);
      const before = books.callbacks.get(id);
      if (stopping.signal.aborted || !outcome || before?.state !== 'pending') return true;
      const lost = outcome.verdict === 'delivered' && Math.random() < (fault?.errorRate ?? 0);
      const final = !lost && (outcome.verdict === 'delivered' || outcome.verdict === 'given_up');
      const record: CallbackRecord = { ...before, tries: before.tries + 1, lastStatus: outcome.status };
      if (final) record.state = outcome.verdict === 'delivered' ? 'delivered' : 'given_up';
      books.write([['callbacks', id, record]]);
      if (record.state === 'given_up')
        log.warn({ path: record.path, status: outcome.status }, 'callback refused for good');
      if (final) {
        for (let i = 0; i < (fault?.duplicates ?? 0); i++) await sendOnce(id);
        return true;
      }
      if (outcome.status === 404) {
        setTimeout(() => enqueue(id, `aside/${id}`), waitOf(record, outcome)).unref();
        return false;
      }
      await sleep(waitOf(record, outcome));
    }
  }

  async function runLane(lane: string, queue: string[]): Promise<void> {
    for (let id = queue[0]; id !== undefined && !stopping.signal.aborted; id = queue[0]) {
      await deliver(id);
      queue.shift();
    }
    if (lanes.get(lane) === queue) lanes.delete(lane);
  }

  function enqueue(id: string, lane: string): void {
    if (stopping.signal.aborted) return;
    const running = lanes.get(lane);
    if (running) {
      running.push(id);
      return;
    }
    const queue = [id];
    lanes.set(lane, queue);
    runLane(lane, queue).catch((e: unknown) => log.error({ err: e }, 'callback lane failed'));
  }

  function send(records: CallbackRecord[]): void {
    const mixed = faultOf(books, 'callbacks')?.disorder;
    for (const record of records) {
      if (mixed) setTimeout(() => enqueue(record.id, `mixed/${record.id}`), Math.random() * 500);
      else enqueue(record.id, record.lane);
    }
  }

  send([...books.callbacks.values()].filter((c) => c.state === 'pending'));

  return {
    draft(callbacks, now) {
      const records = callbacks.map((callback) => ({
        ...callback,
        id: `cb_${randomUUID()}`,
        createdAt: now.toISOString(),
        state: 'pending' as const,
        tries: 0,
        lastStatus: null,
      }));
      return { records, entries: records.map((record): Entry => ['callbacks', record.id, record]) };
    },
    send,
    async settled(id, timeoutMs) {
      const until = Date.now() + timeoutMs;
      while (books.callbacks.get(id)?.state === 'pending' && Date.now() < until) await sleep(10);
      return books.callbacks.get(id);
    },
    clear() {
      for (const queue of lanes.values()) queue.length = 0;
      lanes.clear();
    },
    stop() {
      stopping.abort();
      for (const gate of gates.values()) gate.stop();
    },
  };
}

function waitOf(record: CallbackRecord, outcome: Outcome): number {
  // a destination that is down has its gate to wait at
  if (outcome.verdict === 'down') return 0;
  const backoff = 250 * 2 ** Math.min(record.tries - 1, 5);
  return Math.min(Math.max(outcome.retryAfterMs, backoff), LONGEST_WAIT_MS);
}
