import { setTimeout as delay } from 'node:timers/promises';
import pc from 'picocolors';
import type { DemoFile } from '../stack/demoFile';
import type { Voice } from '../tell';
import { demoClient, type DemoOrder } from './client';
import { parcelOrder } from './parcelOrder';
import { temporalUiLink, timelineLines } from './timeline';

const PATIENCE_MS = 30_000;
const POLL_MS = 150;

/** Sends one real order over HTTP, follows it until it has shipped and prints what happened. Never fails the stack. */
export async function runDemo(demo: DemoFile, voice: Voice): Promise<void> {
  try {
    const client = demoClient(demo);
    const number = `DEMO-${Date.now().toString(36).toUpperCase()}`;
    const started = Date.now();
    await client.create(parcelOrder(demo, number));
    const order = await untilShipped(() => client.read(number));
    const took = ((Date.now() - started) / 1000).toFixed(1);
    voice.say(pc.bold(`\nOrder ${number} (${order.salesOrderNumber}) is ${order.status} after ${took} s:`));
    for (const line of timelineLines(await client.events(number))) voice.say(line);
    if (order.status !== 'SHIPPED' && order.waiting)
      voice.say(`  It waits for ${order.waiting.on}: ${order.waiting.reason}`);
    voice.say(`  order        ${client.url(number)}`);
    voice.say(`  API docs     ${demo.apiUrl}/docs`);
    voice.say(`  Temporal UI  ${temporalUiLink(demo, number)}`);
  } catch (error) {
    voice.note(`the demo order did not get through: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function untilShipped(read: () => Promise<DemoOrder>): Promise<DemoOrder> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const order = await read();
    if (order.status === 'SHIPPED' || Date.now() > until) return order;
    await delay(POLL_MS);
  }
}
