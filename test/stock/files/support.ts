import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pickUpFiles } from '../../../src/intake/stock/files/pickUp';
import type { FilePlace } from '../../../src/intake/stock/files/place';
import { jobRows } from '../../../src/store/jobs';
import { listStockJobs } from '../../../src/store/stock/jobs';
import { openWorld, UNIT } from '../../intake/world';
import { zipped } from '../zipped';

export { UNIT };

export const CSV = `locationCode,upc,quantity,binID,safetyStock,tag.channel
LDN1,VASE,42,,3,retail
MAN1,VASE,7,12,,
LDN1,MUG,x,,,
`;

/** A folder of its own in which a test puts and looks for files. */
export function ownFolder() {
  const dir = mkdtempSync(join(tmpdir(), 'waybill-inbox-'));
  const put = (path: string, content: Buffer | string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  return {
    dir,
    put,
    /** An archive with one file, and after it the trigger. */
    drop(path: string, content: Buffer | string = CSV, inside = 'stock.csv'): void {
      put(path, typeof content === 'string' ? zipped(inside, content) : content);
      put(`${path}.done`, '');
    },
    /** As if a file had been written so long ago. */
    age(path: string, seconds: number): void {
      const then = Date.now() / 1_000 - seconds;
      utimesSync(join(dir, path), then, then);
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** A database of its own; nobody starts workflows there. */
export async function inbox() {
  const world = await openWorld();
  const said: { level: string; [member: string]: unknown }[] = [];
  const note =
    (level: string) =>
    (facts: object, message: string): void =>
      void said.push({ level, message, ...facts });
  const log = { ...world.log, info: note('info'), warn: note('warn'), error: note('error') } as typeof world.log;
  const deps = { ...world, log, gateway: { ...world.gateway, startJob: async () => 'started' as const } };
  return {
    db: world.db,
    deps,
    said,
    pickUp: (place: FilePlace) => pickUpFiles(deps, place),
    jobsOf: (originalFilename: string) => listStockJobs(world.db, UNIT, { originalFilename }, 100),
    async keysOf(jobId: string): Promise<(string | null)[]> {
      const keys = [];
      for await (const { key } of jobRows(world.db, jobId)) keys.push(key);
      return keys;
    },
    close: () => world.close(),
  };
}
