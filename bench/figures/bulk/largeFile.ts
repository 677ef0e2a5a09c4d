import { csv, type ImportFile } from '../../imports/files';
import { importsOf, type Imported } from '../../imports/imports';
import { jobRuns } from '../../imports/jobRuns';
import { openUnit, retire } from '../../imports/unit';
import { residentMb } from '../../measure/processes';
import { short } from '../../report';
import type { Measure } from '../measure';

const UNIT = 'BENCH-LARGE';
const SAMPLE_MS = 100;
/** Before the first peak is taken: a process that has read a file before. */
const WARM_UP_ROWS = 1000;

/** Figure 8, second half, and figure 10: what a file of many rows takes of memory and leaves in Temporal. */
export const largeFile: Measure = async (world, { sizes }, report) => {
  const { demo, waybill } = world;
  await openUnit(world, UNIT);
  const imports = await importsOf(world, UNIT);
  /** Highest resident memory of API and worker from the upload to the last release. */
  const peakOf = async (file: ImportFile): Promise<Imported & { peakMb: number }> => {
    report.doing(`memory while a CSV of ${file.rows} rows is imported`);
    let peakMb = 0;
    const sample = setInterval(() => (peakMb = Math.max(peakMb, residentMb(waybill.pid()))), SAMPLE_MS);
    const imported = await imports.run(file).finally(() => clearInterval(sample));
    await retire(demo.databaseUrl, UNIT);
    return { ...imported, peakMb };
  };
  await peakOf(csv(demo, Math.min(WARM_UP_ROWS, sizes.import)));
  const small = await peakOf(csv(demo, sizes.import));
  const large = await peakOf(csv(demo, sizes.rows));
  await imports.close();
  const [few, many] = [sizes.import.toLocaleString('en'), sizes.rows.toLocaleString('en')];
  const growth = large.peakMb / small.peakMb;
  report.figure(`peak memory importing ${many} rows of CSV ÷ ${few}`, growth, '×', { atMost: 1.2 });
  const { most, all, runs } = await jobRuns(demo, { businessUnitId: UNIT, jobId: large.jobId });
  report.figure(`job history after ${many} rows, longest run`, most, 'events', { atMost: 1500 });
  report.also(
    `CSV of ${many} rows: accepted in ${short(large.acceptedMs / 1000)} s, then ${short(large.perSecond)} orders/s, API and ` +
      `worker ${short(large.peakMb)} MB at most (${short(small.peakMb)} MB with ${few}); job ${all} events in ${runs} runs`,
  );
};
