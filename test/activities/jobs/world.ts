import type { JobActivityDeps, Turn } from '../../../src/activities/jobs/deps';
import { createPrecedence } from '../../../src/activities/jobs/precedence';
import { walkJob, type SliceReport } from '../../../src/activities/jobs/walk';
import { createDirectory } from '../../../src/activities/directory';
import type { OrderKey } from '../../../src/domain/order';
import { createJob, type CreatedJob, type NewJob, type StagedRow } from '../../../src/intake/jobs';
import { saveConnection } from '../../../src/store/connections';
import { jobRows, readJob, type JobRecord, type JobRow } from '../../../src/store/jobs';
import { saveSkus } from '../../../src/store/skus';
import { openWorld, ORG, UNIT } from '../../intake/world';
import { SECRET, startWorld } from '../../sandbox/world';

/** A well-formed order as a row of a file. */
export const order = (number: string, members: Record<string, unknown> = {}) => ({
  customerOrderNumber: number,
  orderLines: [{ customerLineNumber: '10', skuId: 'LP-0077', quantity: 2 }],
  shipTo: { name: 'Ada Byrne', address1: '4 Quay Road', city: 'Leeds', country: 'GB', postalCode: 'LS1 4AB' },
  carrierId: 'UPS',
  shippingSpeed: '1D',
  requestedBuildingId: 'LDN1',
  ...members,
});

export const rowsOf = (orders: Record<string, unknown>[]): StagedRow[] =>
  orders.map((payload, at) => ({ line: at + 1, key: String(payload.customerOrderNumber), payload, raw: null }));

/** Intake and walkers over a database of their own and a warehouse; Temporal is down, so tests walk by hand. */
export async function openJobWorld() {
  const [world, warehouse] = await Promise.all([openWorld(), startWorld()]);
  await warehouse.control('/profile', { manual: true });
  const { id, url, credential } = warehouse.connection('wms');
  const wms = { id, orgId: ORG, kind: 'wms' as const, buildingId: null, scac: null, url, credential };
  await saveConnection(world.db, { ...wms, signingSecret: SECRET, active: true });
  const { db, policy, log } = world;
  // Nobody waits for Temporal here; what was tried anyway would go on after the test.
  const gateway = { ...world.gateway, startJob: async () => 'started' as const, controlJob: async () => undefined };
  const opened: OrderKey[] = [];
  const deps: JobActivityDeps = {
    db,
    policy,
    log,
    partners: warehouse.partners,
    directory: createDirectory(db),
    intake: { db, policy },
    precedence: createPrecedence(),
    opening: {
      open: async (orders) => void opened.push(...orders.map(({ key }) => key)),
      whileApplying: (work) => work(),
      look: async () => undefined,
      namespaceId: async () => 'namespace-1',
    },
  };
  const forEver: Turn = { isOver: () => false, beat: () => undefined };
  const read = async (jobId: string): Promise<JobRecord> => {
    const job = await readJob(db, jobId);
    if (!job) throw new Error(`no job ${jobId}`);
    return job;
  };

  return {
    ...world,
    gateway,
    warehouse,
    deps,
    opened,
    read,
    /** Takes a job of these orders in. */
    create: (rows: StagedRow[], members: Partial<NewJob> = {}): Promise<CreatedJob> =>
      createJob(
        { db, gateway, log },
        {
          kind: 'sales_orders',
          orgId: ORG,
          businessUnitId: UNIT,
          params: { mode: 'ALLOW_PARTIAL' },
          createdBy: 'test',
          source: { format: 'json', bytes: null, sha256: null, fileName: null },
          rows,
          ...members,
        },
      ),
    addSku: (skuId: string): Promise<void> =>
      saveSkus(db, [{ businessUnitId: UNIT, description: null, active: true, skuId }]),
    /** Walks a job for one turn; without one for as long as it goes. */
    walk: (jobId: string, turn = forEver): Promise<SliceReport> =>
      walkJob(deps, { businessUnitId: UNIT, jobId, startedIn: 'namespace-1' }, turn),
    async rows(jobId: string): Promise<JobRow[]> {
      const found: JobRow[] = [];
      for await (const row of jobRows(db, jobId)) found.push(row);
      return found;
    },
    async close() {
      await Promise.all([world.close(), warehouse.stop()]);
    },
  };
}

export type JobWorld = Awaited<ReturnType<typeof openJobWorld>>;

/** Ends after so many looks at the time. */
export const turnOf = (pages: number): Turn => {
  let left = pages;
  return { isOver: () => (left -= 1) <= 0, beat: () => undefined };
};
