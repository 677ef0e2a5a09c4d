import { setTimeout as delay } from 'node:timers/promises';
import { countedLoop } from '../../driver/closedLoop';
import { openUnit } from '../../imports/unit';
import { median } from '../../measure/statistics';
import { short } from '../../report';
import type { World } from '../../world/world';
import type { Measure } from '../measure';

const UNIT = 'BENCH-STOCK';
const BASE = '/commerce/inventory';
const ROUNDS = 5;
const ADJUSTS = 100;
const TRIAL_ADJUSTS = 10;
const START = 1000;
const LOOK_MS = 15;
const PATIENCE_MS = 60_000;

interface Job {
  jobID: number;
  status: string;
  started?: string;
  finished?: string;
  messages: string[];
}

/** The unit's inventory calls. */
function inventoryOf({ api, demo }: World) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    JSON.parse((await api(method, BASE + path, body, { 'x-vol-tenant': UNIT })).body) as T;
  const queued = async (kind: 'refresh' | 'adjust', items: readonly object[]): Promise<number> =>
    (await call<{ jobID: number }>('POST', `/v5/inventory/${kind}`, { locationCode: demo.buildingId, items })).jobID;
  const ended = async (jobID: number): Promise<Job> => {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await delay(LOOK_MS)) {
      const job = await call<Job>('GET', `/v1/queue/${jobID}`);
      if (job.status === 'SUCCESS') return job;
      if (job.status === 'FAILED') throw new Error(`inventory job ${jobID} fails: ${job.messages.join('; ')}`);
    }
    throw new Error(`inventory job ${jobID} did not end within ${PATIENCE_MS / 1000} s`);
  };
  const onHand = async (upc: string): Promise<number> => {
    const [record] = await call<{ onHand: number }[]>('POST', '/v5/inventory', { type: 'ANY', items: [{ upc }] });
    return record?.onHand ?? NaN;
  };
  return { queued, ended, onHand };
}

/** Figure 11, first half: a count of a whole location, from its answer to SUCCESS. */
export const refreshing: Measure = async (world, { pairs, sizes }, report) => {
  await openUnit(world, UNIT);
  const { queued, ended } = inventoryOf(world);
  const tookMs: number[] = [];
  const count = Math.min(ROUNDS, pairs);
  for (let round = 1; round <= count + 1; round += 1) {
    report.doing(`refresh of ${sizes.items} items, round ${round} of ${count + 1}`);
    const items = Array.from({ length: sizes.items }, (_, at) => ({
      upc: `UPC-${at}`,
      quantity: round * 10 + (at % 7),
    }));
    const jobID = await queued('refresh', items);
    const began = performance.now();
    const { messages } = await ended(jobID);
    tookMs.push(performance.now() - began);
    if (messages.length > 0) throw new Error(`a refresh left items out: ${messages[0]}`);
  }
  // Of the first one all products are new: it is shown, and counted as the others are.
  const name = `refresh of ${sizes.items.toLocaleString('en')} items`;
  report.figure(`${name}, answer to SUCCESS`, median(tookMs) / 1000, 's', { atMost: 2 });
  report.also(`${name}: ${tookMs.map((each) => short(each / 1000)).join(', ')} s; the first one makes the records`);
};

/** Figure 11, second half: adjusts of one location, one sent after the other, faster than they are done. */
export const adjusting: Measure = async (world, { trial }, report) => {
  const adjusts = trial ? TRIAL_ADJUSTS : ADJUSTS;
  report.doing(`${adjusts} adjusts of one location`);
  await openUnit(world, UNIT);
  const { queued, ended, onHand } = inventoryOf(world);
  const upc = 'UPC-ADJUSTED';
  await ended(await queued('refresh', [{ upc, quantity: START }]));
  const sent: number[] = [];
  let last = 0;
  const began = performance.now();
  await countedLoop(1, adjusts, async () => {
    last += 1;
    sent.push(await queued('adjust', [{ upc, quantity: last }]));
  });
  // Asked for one after the other: a hundred callers who poll would be what is measured.
  const jobs: Job[] = [];
  for (const jobID of sent) jobs.push(await ended(jobID));
  const seconds = (performance.now() - began) / 1000;
  const missing = START + (adjusts * (adjusts + 1)) / 2 - (await onHand(upc));
  // One at a time and first in first out: none begins before the one in front has ended.
  const early = jobs.filter(({ started = '' }, at) => at > 0 && started < (jobs[at - 1]?.finished ?? ''));
  report.figure(`${adjusts} adjusts of one location: units lost`, Math.abs(missing), 'units', { atMost: 0 });
  report.figure(`${adjusts} adjusts of one location: out of order`, early.length, 'jobs', { atMost: 0 });
  report.also(`${adjusts} adjusts of one location: ${short(seconds)} s until the last is SUCCESS`);
};
