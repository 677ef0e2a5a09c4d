import { ndjson } from '../../imports/files';
import { importsOf } from '../../imports/imports';
import { openUnit, retire } from '../../imports/unit';
import { median } from '../../measure/statistics';
import { short } from '../../report';
import type { Measure } from '../measure';
import { besideImport } from './beside';

const UNIT = 'BENCH-SMALL';
const ORDERS = 100;
const TIMES = 7;
const TRIAL_TIMES = 1;

/** Figure 12, second half: a small import while a large one of another unit is under way. */
export const smallBeside: Measure = async (world, { sizes, trial }, report) => {
  const { demo } = world;
  const most = trial ? TRIAL_TIMES : TIMES;
  await openUnit(world, UNIT);
  const imports = await importsOf(world, UNIT);
  /** From the request to the last release of each; what it leaves behind is ended before the next. */
  const some = async (underWay: () => boolean = () => true): Promise<number[]> => {
    const tookMs: number[] = [];
    while (tookMs.length < most && (tookMs.length === 0 || underWay())) {
      tookMs.push((await imports.run(ndjson(demo, ORDERS))).tookMs);
      await retire(demo.databaseUrl, UNIT);
    }
    return tookMs;
  };
  report.doing(`imports of ${ORDERS} orders, alone`);
  if (!trial) await some();
  const alone = await some();
  report.doing(`imports of ${ORDERS} orders beside one of ${sizes.rows}`);
  const beside = await besideImport(world, sizes.rows, some);
  await imports.close();
  const name = `import of ${ORDERS} beside one of ${sizes.rows.toLocaleString('en')} ÷ alone`;
  report.figure(`${name}, p50`, median(beside) / median(alone), '×', { atMost: 2 });
  report.figure(`${name}, slowest`, Math.max(...beside) / median(alone), '×', { atMost: 2 });
  const listed = (tookMs: readonly number[]): string => tookMs.map((each) => short(each)).join(', ');
  report.also(`import of ${ORDERS} orders, ms: alone ${listed(alone)}; beside the large one ${listed(beside)}`);
};
