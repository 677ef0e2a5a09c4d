import type { AnyJson } from '../harness/client';
import type { PrivateStack } from '../harness/privateStack';
import { ask, importsPath, jobAt, type ImportFile } from './imports';
import { eventually } from './support';

const text = async ({ demo }: PrivateStack, path: string): Promise<string> => {
  const response = await fetch(demo.apiUrl + path, { headers: { authorization: `Bearer ${demo.token}` } });
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
};
const linesOf = (body: string): string[] => body.split(/\r?\n/).filter(Boolean);

/** Waits until every order of the import has come to one of these states, and (`opened`) has a workflow of its own. */
export async function untilSettled(
  stack: PrivateStack,
  set: string,
  { among, opened, ms }: { among: string[]; opened: boolean; ms: number },
): Promise<void> {
  // What was on its way to the warehouse when its page died says RELEASED too: it is not, before the warehouse has answered.
  const orders = `select case when status = 'RELEASED' and state->'wms'->>'state' = 'sending' then 'RELEASING' else status end as status,
                         count(*)::int from orders where order_number like $1 group by 1`;
  const jobs = `select id, step, opened from jobs where opened_at is null
                   and id in (select import_job_id from orders where order_number like $1)`;
  await eventually(
    async () => [await ask(stack, orders, set), opened ? await ask(stack, jobs, set) : []] as const,
    ([all, unopened]) => unopened.length === 0 && all.every((one) => among.includes(one.status as string)),
    ms,
  );
}

/** Every row has one outcome, the counts say so too, and the results tell it in both forms. */
async function expectRows(stack: PrivateStack, path: string, { numbers, bad }: ImportFile): Promise<void> {
  const created = numbers.length - bad;
  const { status, outcome, counts, progress } = await jobAt(stack.demo, path);
  expect({ status, outcome, counts, progress }).toEqual({
    status: 'COMPLETED',
    outcome: 'PARTIAL',
    counts: { total: numbers.length, created, failed: bad, replayed: 0, duplicate: 0, updated: 0, skipped: 0, pending: 0 },
    progress: { processed: numbers.length, total: numbers.length },
  }); // prettier-ignore
  const rows = linesOf(await text(stack, `${path}/results`)).map((line) => JSON.parse(line) as AnyJson);
  expect(rows.map(({ customerOrderNumber }) => customerOrderNumber)).toEqual(numbers);
  expect(rows.filter((row) => row.outcome === 'created')).toHaveLength(created);
  expect(new Set(rows.map(({ salesOrderNumber }) => salesOrderNumber)).size).toBe(created + 1);
  expect(linesOf(await text(stack, `${path}/results?format=csv`))).toHaveLength(numbers.length + 1);
}

/**
 * Each created order is there once, its release was begun once, and its timeline has no gap. Where the answer to the release
 * is lost, the warehouse's next word tells of it, and no `released` is written.
 */
async function expectOrders(stack: PrivateStack, set: string, { numbers, bad }: ImportFile): Promise<string[]> {
  const orders = await ask(
    stack,
    `select order_number as number, sales_order_number as ours, max(e.sequence) = count(*) as whole,
            count(*) filter (where e.type = 'created')::int as created,
            count(*) filter (where e.type = 'release_started')::int as started,
            count(*) filter (where e.type = 'released')::int as released,
            count(*) filter (where e.type = 'shipped')::int as shipped
       from orders o join order_events e on e.order_id = o.id where order_number like $1 group by o.id order by o.id`,
    set,
  );
  expect(orders).toHaveLength(numbers.length - bad);
  const odd = orders.filter((one) => !one.whole || one.created !== 1 || one.started !== 1 || one.released > 1 || one.shipped > 1); // prettier-ignore
  expect(odd).toEqual([]);
  return orders.map(({ number }) => number as string);
}

/** The warehouse has the same orders, each of them once. */
async function expectBooks({ demo }: PrivateStack, set: string, ours: string[]): Promise<void> {
  const { wms } = (await (await fetch(`${demo.sandboxUrl}/control`)).json()) as AnyJson;
  const theirs = (wms.orders as AnyJson[]).filter((one) => one.customerOrderNumber.startsWith(`${set}-`));
  expect(theirs.map((one) => one.customerOrderNumber as string).sort()).toEqual(ours.toSorted());
  expect(theirs.filter((one) => one.attempts.length !== 1 || one.shipments.length > 1)).toEqual([]);
  const drops = (wms.messages as AnyJson[]).filter(({ kind, orderId }) => kind === 'drop' && orderId.includes(set));
  expect(drops).toHaveLength(ours.length);
}

/** Judges an import that has ended as its owner, our records and the warehouse see it. */
export async function expectImported(stack: PrivateStack, set: string, path: string, file: ImportFile): Promise<void> {
  await expectRows(stack, path, file);
  await expectBooks(stack, set, await expectOrders(stack, set, file));
}

/** Ids of the imports that the owner sees. */
export async function importsSeen(stack: PrivateStack): Promise<string[]> {
  const { data } = JSON.parse(await text(stack, importsPath(stack.demo))) as AnyJson;
  return data.map(({ jobId }: AnyJson) => jobId as string);
}
