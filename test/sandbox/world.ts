import type { WmsOrderMessage } from '../../src/contract/partner';
import { createPartners } from '../../src/partners';
import type { Connection } from '../../src/partners';
import { createLogger } from '../../src/platform/log';
import { startSandbox } from '../../sandbox/server';
import { startReceiver } from './receiver';

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const log = createLogger('test', 'silent');
const NAMES = { wms: 'wms-1', tms: 'tms-1' } as const;
export const LIMIT = { timeoutMs: 5000 };

/** The sandbox in this process, a receiver in the API's place, and our clients, all connected. */
export async function startWorld({ stateDir = null as string | null, fast = true } = {}) {
  const api = await startReceiver(SECRET);
  const connections = (['wms', 'tms'] as const).map((kind) => ({
    connectionId: NAMES[kind],
    kind,
    signingSecret: SECRET,
    credential: 'letmein',
  }));
  let sandbox = await startSandbox({ port: 0, waybillUrl: api.url, connections, stateDir, log });
  const connection = (kind: 'wms' | 'tms'): Connection => ({
    id: NAMES[kind],
    url: `${sandbox.url}/${kind}`,
    credential: 'letmein',
    signingSecret: SECRET,
  });
  const control = async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') => {
    const response = await fetch(`${sandbox.url}/control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read member by member in assertions
    return { status: response.status, body: (await response.json()) as any };
  };
  const quick = { acknowledgeMs: 10, pickMs: 20, shipMs: 30, recallMs: 10, slowRecallMs: 300, slowDropMs: 300 };
  const quickTms = { shortOfferMs: 100, slowBookMs: 300, proMs: 20, trackMs: 20 };
  if (fast) await control('/profile', { ...quick, ...quickTms });
  return {
    api,
    control,
    connection,
    url: () => sandbox.url,
    partners: createPartners({ log, breaker: { halfOpenAfterMs: 300 } }),
    /** Another sandbox takes the place, on the books in `directory`. */
    async restart(directory: string | null) {
      await sandbox.stop();
      sandbox = await startSandbox({ port: 0, waybillUrl: api.url, stateDir: directory, log });
    },
    async stop() {
      await sandbox.stop();
      await api.stop();
    },
  };
}
export type TestWorld = Awaited<ReturnType<typeof startWorld>>;

/** A drop of two lines, 3 units in all. */
export function drop(customerOrderNumber: string, attempt = 1, more: Partial<WmsOrderMessage> = {}): WmsOrderMessage {
  const salesOrderNumber = `SO-${customerOrderNumber}`;
  return {
    messageId: `${salesOrderNumber}/release/${attempt}`,
    jobId: `J${attempt}-${customerOrderNumber}`.slice(0, 20),
    attempt,
    businessUnitId: 'BU01',
    customerOrderNumber,
    salesOrderNumber,
    buildingId: 'LDN1',
    shipTo: { name: 'Ada Byrne', city: 'Leeds', country: 'GB' },
    carrierId: 'UPS',
    shippingSpeed: '1D',
    fillKillIndicator: '2',
    lines: [
      { customerLineNumber: '1', skuId: 'LP-0077', quantity: 2 },
      { customerLineNumber: '2', skuId: 'LP-0099', quantity: 1 },
    ],
    ...more,
  };
}

export function recall(customerOrderNumber: string, attempt = 1) {
  const salesOrderNumber = `SO-${customerOrderNumber}`;
  return {
    messageId: `${salesOrderNumber}/recall/${attempt}`,
    attempt: 1,
    businessUnitId: 'BU01',
    customerOrderNumber,
    salesOrderNumber,
    reason: 'CLIENT',
  };
}

/** Waits until `look` finds something. */
export async function until<T>(look: () => T | undefined | null | false | Promise<T>, ms = 5000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('waited in vain');
    await pause(10);
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What was reported, in short: `ack`, `reject`, `pick_started`, `ship 2+1 complete`, … */
export function story(world: TestWorld): string[] {
  return world.api.received.map(({ path, body }) => {
    if (path === '/salesOrderAck') return body.data.failedOrders.length ? 'reject' : 'ack';
    if (path === '/shipConfirmation') {
      const { shipments, orderComplete } = body.data;
      const lines = shipments.flatMap(
        (s: { containers: { lines: { quantity: number }[] }[] }) => s.containers[0]?.lines,
      );
      return `ship ${lines.map((l: { quantity: number }) => l.quantity).join('+')}${orderComplete ? ' complete' : ''}`;
    }
    const [event] = body.events;
    return event.type === 'recall_answered' ? `recall ${event.accepted ? 'accepted' : event.reason}` : event.type;
  });
}
