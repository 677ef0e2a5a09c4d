import { randomBytes } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { BusinessUnitSettings } from '../../src/domain/order';
import { associateBuilding } from '../../src/store/buildings';
import { findConnection } from '../../src/store/connections';
import { openDatabase } from '../../src/store/database';
import { behindADoor } from '../cases/door';
import { ownUnit } from '../life/ownUnit';
import { openProcesses } from '../life/process';
import { demo } from '../life/support';
import type { Kind, Known } from './model';

/** Every deadline of these orders passes within a run. */
const SHORT: BusinessUnitSettings = {
  ackMs: 900,
  releaseMs: 600,
  recallMs: 700,
  bookingMs: 700,
  completionGraceMs: 500,
  bookingLookupMs: 800,
};
/** Partners that act on their own do it at once. */
const BRISK = {
  acknowledgeMs: 50,
  pickMs: 120,
  shipMs: 250,
  recallMs: 60,
  slowRecallMs: 900,
  slowDropMs: 800,
  slowBookMs: 900,
  offerMs: 3000,
  shortOfferMs: 300,
  proMs: 100,
  trackMs: 50,
};
const MANUAL = { ...BRISK, manual: true };

/** Where sequences are played: units of its own and a warehouse of its own behind a door, so that no other test meets its faults. */
export async function openPlace() {
  const door = await behindADoor();
  const { buildingId } = door;
  const units: Record<Kind, string> = {
    parcel: await ownUnit({ settings: SHORT, profile: MANUAL }),
    plain: await ownUnit({ settings: { ...SHORT, autoReleaseToWms: 'N' }, profile: MANUAL }),
    freight: await ownUnit({ type: 'b2b', settings: SHORT, profile: BRISK }),
    lone: await ownUnit({ settings: { ...SHORT, expectCarrierScans: true, firstScanMs: 600 }, profile: BRISK }),
  };
  const db = openDatabase(demo.databaseUrl, 2);
  for (const unit of Object.values(units)) await associateBuilding(db, unit, buildingId);
  const processes = openProcesses();
  let numbers = 0;
  const prefix = `R-${randomBytes(3).toString('hex')}`;

  return {
    units,
    buildingId,
    door,
    /** Status of an order's process, as Temporal names it; `NONE` before its start, which comes behind the answer. */
    process: async (known: Pick<Known, 'unit' | 'number'>): Promise<string> =>
      processes
        .handle(known)
        .describe()
        .then(
          ({ status }) => status.name,
          (err: unknown) => {
            if (err instanceof WorkflowNotFoundError) return 'NONE';
            throw err;
          },
        ),
    /** A number that nobody has used. */
    number: (suffix: string): string => `${prefix}-${(numbers += 1)}${suffix && `-${suffix}`}`,
    /** Orders of this place so far. */
    orders: () => numbers,
    connection: (id: string) => findConnection(db, id),
    /** Messages of partners about an order that are stored and not applied. */
    async unapplied(unit: string, number: string): Promise<number> {
      const { rows } = await db.pool.query<{ count: string }>(
        `select count(*) from inbox where business_unit_id = $1 and order_number = $2 and state = 'pending'`,
        [unit, number],
      );
      return Number(rows[0]?.count);
    },
    async close() {
      await door.close();
      await processes.close();
      await db.close();
    },
  };
}
export type Place = Awaited<ReturnType<typeof openPlace>>;
