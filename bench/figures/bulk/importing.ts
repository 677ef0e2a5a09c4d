import { setTimeout as delay } from 'node:timers/promises';
import { importsOf, type Accepted, type Imported, type Imports } from '../../imports/imports';
import { ndjson } from '../../imports/files';
import { openUnit, retire } from '../../imports/unit';
import { median } from '../../measure/statistics';
import { short } from '../../report';
import type { Measure } from '../measure';

const UNIT = 'BENCH-IMPORT';
const ROUNDS = 3;
/** As many workflows as an import starts at a time (`src/intake/jobs/opening.ts`). */
const STARTERS = 16;
const FLOOR_STARTS = 600;
const TRIAL_FLOOR_STARTS = 100;
/** The opening of ten thousand workflows takes minutes; its rate is seen sooner. */
const OPENING_MS = 8_000;
const LOOK_MS = 250;

/** How many workflows of the job's orders are opened per second, while nothing else is done. */
async function openingRate(imports: Imports, job: Accepted): Promise<number> {
  const before = await imports.opened(job);
  const began = performance.now();
  for (;;) {
    await delay(LOOK_MS);
    const opened = await imports.opened(job);
    const passed = performance.now() - began;
    if (opened === job.rows || passed > OPENING_MS) return ((opened - before) / passed) * 1000;
  }
}

interface Round {
  floor: number;
  small: Imported;
  large: Imported;
  opening: number;
}

/** Figures 7 and 8, first halves: how fast an import is, beside the bare loop, and whatever its size. */
export const importing: Measure = async (world, { pairs, sizes, trial }, report) => {
  const { demo, floorStarts } = world;
  const rounds: Round[] = [];
  await openUnit(world, UNIT);
  const imports = await importsOf(world, UNIT);
  const [few, many] = [Math.ceil(sizes.import / 10), sizes.import];
  const count = Math.min(ROUNDS, pairs);
  for (let round = 1; round <= count; round += 1) {
    report.doing(`import of ${few} and ${many} orders beside the floor's starts, round ${round} of ${count}`);
    const floor = await floorStarts(trial ? TRIAL_FLOOR_STARTS : FLOOR_STARTS, STARTERS);
    const small = await imports.run(ndjson(demo, few));
    await retire(demo.databaseUrl, UNIT);
    const large = await imports.run(ndjson(demo, many));
    const opening = await openingRate(imports, large);
    await retire(demo.databaseUrl, UNIT);
    rounds.push({ floor, small, large, opening });
  }
  await imports.close();
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const orders = many.toLocaleString('en');
  report.figure(`import of ${orders} orders accepted`, of(({ large }) => large.acceptedMs) / 1000, 's', { atMost: 2 });
  const overFloor = of(({ large, floor }) => large.perSecond / floor);
  report.figure(`released per second ÷ floor's starts, import of ${orders}`, overFloor, '×', { atLeast: 6 });
  const openedOver = of(({ opening, floor }) => opening / floor);
  report.figure("its workflows opened per second ÷ floor's starts", openedOver, '×', { atLeast: 0.7 });
  const evenness = of(({ large, small }) => large.perSecond / small.perSecond);
  report.figure(`released per second at ${orders} ÷ at ${few.toLocaleString('en')}`, evenness, '×', { atLeast: 0.9 });
  report.also(
    `import: ${short(of(({ large }) => large.perSecond))} orders/s of ${orders}, ${short(of(({ small }) => small.perSecond))} ` +
      `of ${few.toLocaleString('en')}; then ${short(of(({ opening }) => opening))} workflows/s, ` +
      `floor ${short(of(({ floor }) => floor))} starts/s, ${STARTERS} at a time`,
  );
};
