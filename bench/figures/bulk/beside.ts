import type { World } from '../../world/world';
import { csv } from '../../imports/files';
import { importsOf } from '../../imports/imports';
import { openUnit, retire } from '../../imports/unit';

const UNIT = 'BENCH-BESIDE';

/** What `work` answers beside an import of so many rows of another unit; it goes on while `underWay` says so. */
export async function besideImport<T>(
  world: World,
  rows: number,
  work: (underWay: () => boolean) => Promise<T>,
): Promise<T> {
  await openUnit(world, UNIT);
  const imports = await importsOf(world, UNIT);
  try {
    const job = await imports.upload(csv(world.demo, rows));
    let underWay = true;
    const completed = imports.completed(job).finally(() => (underWay = false));
    const [answer] = await Promise.all([work(() => underWay), completed]);
    return answer;
  } finally {
    await imports.close();
    await retire(world.demo.databaseUrl, UNIT);
  }
}
