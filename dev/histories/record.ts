import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { ROOT } from '../root';
import { call, demo, reach } from './client';
import { LIVES, type Life } from './lives';

/** `npm run histories`: records histories of typical lives from the running local stack, for the replay test. */

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
