import type { BenchOptions } from '../options';
import type { Report } from '../report';
import type { World } from '../world/world';

/** Measures figures of one number of the issue and hands them to the report. */
export type Measure = (world: World, options: BenchOptions, report: Report) => Promise<void>;
