import { setTimeout as delay } from 'node:timers/promises';
import { parcelOrder } from '../../dev/demo/parcelOrder';
import type { DemoFile } from '../../dev/stack/demoFile';
import { httpClient } from '../driver/http';
import type { Rival } from '../world/rivals';
import { numbering, type Contender } from './contender';

/** An empty workflow and two signals, see bench/floor; the driver stands in for the warehouse, with its pauses. */
export function floorContender(
  { url, child }: Rival,
  demo: DemoFile,
  { acknowledgeMs, shipMs }: { acknowledgeMs: number; shipMs: number },
): Contender {
  const send = httpClient(url, demo.token);
  return {
    name: 'floor',
    pid: () => child.pid,
    watch: null,
    nextNumber: numbering('F'),
    create: async (number) => void (await send('POST', '/orders', { data: parcelOrder(demo, number) })),
    released: () => Promise.resolve(),
    async shipped(number) {
      await delay(acknowledgeMs);
      await send('POST', `/orders/${number}/acknowledged`, {});
      await delay(shipMs - acknowledgeMs);
      await send('POST', `/orders/${number}/shipped`, {});
      await send('GET', `/orders/${number}/end`);
    },
    close: () => Promise.resolve(),
  };
}
