import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { homeDir } from './home';
import { ROOT } from './root';
import type { DemoFile } from './stack/demoFile';

/** `npm run histories`: records histories of typical lives from the running local stack, for the replay test. */

interface Life {
  name: string;
  suffix: string;
  unit: 'businessUnitId' | 'b2bBusinessUnitId';
  /** What the client does once the order exists. */
  then?: (order: string, tms: string) => Promise<void>;
  until: string;
}

const demo = JSON.parse(readFileSync(join(homeDir(process.env), 'demo.json'), 'utf8')) as DemoFile;

async function call(method: string, path: string, data?: unknown): Promise<{ data: Record<string, never> }> {
  const response = await fetch(demo.apiUrl + path, {
    method,
    headers: { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' },
    body: data === undefined ? undefined : JSON.stringify({ data }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${text}`);
  return JSON.parse(text || '{}') as { data: Record<string, never> };
}

async function reach(path: string, status: string): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if ((await call('GET', path)).data['status'] === status) return;
    await delay(100);
  }
  throw new Error(`${path} did not become ${status}`);
}

const address = { name: 'Dock', countryCode: 'GB', locality: 'York', postalCode: 'YO1 9AA', address1: '9 Mill Lane' };
const quoteRequest = {
  origin: { ...address, facilityId: demo.buildingId },
  destination: address,
  containers: [{ quantity: '1', type: 'Pallet', weight: 300, height: 48, width: 40, length: 48, stackable: false }],
  shipmentType: 'LTL',
};

async function quoted(tms: string): Promise<string> {
  const answer = (await call('POST', `${tms}/tms_quote`, quoteRequest)) as unknown as {
    data: { quotes: { quoteId: string }[] };
  };
  const [first] = answer.data.quotes;
  if (!first) throw new Error('no quote');
  return first.quoteId;
}

const LIVES: Life[] = [
  { name: 'parcel', suffix: '', unit: 'businessUnitId', until: 'SHIPPED' },
  { name: 'parcel-short', suffix: '-SHORT', unit: 'businessUnitId', until: 'CLOSED_SHORT' },
  {
    name: 'rejected-and-dropped-again',
    suffix: '-ACKREJECT',
    unit: 'businessUnitId',
    until: 'SHIPPED',
    then: async (order) => {
      await reach(order, 'ON_HOLD');
      await call('POST', `${order}/release`);
    },
  },
  {
    name: 'cancelled-after-release',
    suffix: '-NOSHIP',
    unit: 'businessUnitId',
    until: 'CANCELLED',
    then: async (order) => {
      await reach(order, 'ACKNOWLEDGED');
      await call('DELETE', order);
    },
  },
  {
    name: 'freight',
    suffix: '',
    unit: 'b2bBusinessUnitId',
    until: 'SHIPPED',
    then: async (_, tms) => void (await call('POST', `${tms}/approve_quote`, { quoteId: await quoted(tms) })),
  },
  {
    name: 'freight-lost-booking',
    suffix: '-LOSTBOOK',
    unit: 'b2bBusinessUnitId',
    until: 'SHIPPED',
    then: async (_, tms) => void (await call('POST', `${tms}/approve_quote`, { quoteId: await quoted(tms) })),
  },
];

async function live({ name, suffix, unit, then, until }: Life): Promise<string> {
  const number = `H${Date.now().toString(36).toUpperCase()}${suffix}`;
  const orders = `/business_units/${demo[unit]}/sales_orders`;
  const created = (await call('POST', orders, {
    customerOrderNumber: number,
    shipTo: { name: 'Dock', address1: '9 Mill Lane', city: 'York', country: 'GB', postalCode: 'YO1 9AA' },
    orderLines: [{ customerLineNumber: '1', skuId: demo.skus[0], quantity: 2 }],
  })) as unknown as { data: { salesOrderNumber: string } };
  const order = `${orders}/${number}`;
  await then?.(order, `/organizations/${demo.orgId}/sales_orders/${created.data.salesOrderNumber}`);
  await reach(order, until);
  process.stdout.write(`  ${name}: ${until}\n`);
  return `so/${demo[unit]}/${number}`;
}

async function record(): Promise<void> {
  const connection = await Connection.connect({ address: demo.temporalAddress });
  const client = new Client({ connection });
  for (const life of LIVES) {
    const id = await live(life);
    // The last workflow task may still be under way when the row says so.
    await client.workflow.getHandle(id).result();
    const history = await client.workflow.getHandle(id).fetchHistory();
    writeFileSync(join(ROOT, 'test', 'histories', `${life.name}.json`), `${historyToJSON(history)}\n`);
  }
  await connection.close();
}

void record();
