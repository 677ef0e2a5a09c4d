import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { ROOT } from '../root';
import { jobWorkflowId } from '../../src/messages/ids';
import { call, demo, reach } from './client';
import { JOB_LIVES, type JobLife } from './jobs';
import { LIVES, type Life } from './lives';

/**
 * `npm run histories`: records histories of typical lives from the running local stack, for the replay test; with
 * `-- <prefix>` only of those whose names begin so.
 */

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

async function jobLive({ name, run }: JobLife): Promise<string> {
  const jobId = await run();
  process.stdout.write(`  ${name}: ${jobId}\n`);
  return jobWorkflowId({ businessUnitId: demo.businessUnitId, jobId });
}

/** Keeps the history of a workflow that has ended. @throws where it does not show what it is recorded for */
async function keep(client: Client, name: string, id: string, shows = ''): Promise<void> {
  const handle = client.workflow.getHandle(id);
  // The last workflow task may still be under way when the row says so.
  await handle.result();
  const history = historyToJSON(await handle.fetchHistory());
  if (!history.includes(shows)) throw new Error(`${name} took another way: no ${shows}`);
  writeFileSync(join(ROOT, 'test', 'histories', `${name}.json`), `${history}\n`);
}

async function record(prefix = ''): Promise<void> {
  const connection = await Connection.connect({ address: demo.temporalAddress });
  const client = new Client({ connection });
  const wanted = ({ name }: { name: string }): boolean => name.startsWith(prefix);
  for (const life of LIVES.filter(wanted)) await keep(client, life.name, await live(life));
  for (const life of JOB_LIVES.filter(wanted)) await keep(client, life.name, await jobLive(life), life.shows);
  await connection.close();
}

void record(process.argv[2]);
