import { live } from './contenders/contender';
import { countedLoop } from './driver/closedLoop';
import { ndjson } from './imports/files';
import { importsOf } from './imports/imports';
import { openUnit, retire } from './imports/unit';
import type { BenchOptions, Group } from './options';
import type { World } from './world/world';

/** Orders of each before anything is measured: compiled code, plans and caches as in a process that has run for a while. */
const WARM_UP = 240;
const QUICK_WARM_UP = 60;
const TRIAL_WARM_UP = 6;
/** Orders of an import, and starts of the floor. */
const BULK_WARM_UP = 2000;
const STARTS_WARM_UP = 300;
const TRIAL_BULK_WARM_UP = 100;
const UNIT = 'BENCH-WARM';

/** Works until nothing is new any more for what a group measures. */
export async function warmUp(group: Group, world: World, { rush, trial, quick }: BenchOptions): Promise<void> {
  const { waybill, baseline, floor, demo, floorStarts } = world;
  const count = trial ? TRIAL_WARM_UP : quick ? QUICK_WARM_UP : WARM_UP;
  if (group === 'orders') {
    for (const contender of [waybill, baseline, floor]) await countedLoop(rush, count, () => live(contender));
    return;
  }
  await countedLoop(rush, TRIAL_WARM_UP, () => live(waybill));
  await openUnit(world, UNIT);
  const imports = await importsOf(world, UNIT);
  await imports.run(ndjson(demo, trial ? TRIAL_BULK_WARM_UP : BULK_WARM_UP));
  await imports.close();
  await retire(demo.databaseUrl, UNIT);
  await floorStarts(trial ? TRIAL_BULK_WARM_UP : STARTS_WARM_UP, rush);
}
