import type { JobKind } from '../../domain/job';
import type { Violation } from '../../platform/problem';
import type { Queries } from '../../store/database';
import type { JobParams, JobRecord, JobSource } from '../../store/jobs';
import type { IntakeDeps } from '../types';

/** What taking in and steering jobs works with. */
export type JobDeps = Pick<IntakeDeps, 'db' | 'gateway' | 'log'>;

/** A row on its way in: for sales orders one order. */
export interface StagedRow {
  /** Where it begins in the source, counted from 1. */
  line: number | null;
  /** What it is about: order number, SKU … */
  key: string | null;
  /** The row as parsed; null where it could not be. */
  payload: unknown;
  /** As it came; null where the payload says the same. */
  raw: string | null;
  /** The row fails with these and is not applied. Fields and pointers are relative to the row. */
  errors?: Violation[];
}

export interface NewJob {
  kind: JobKind;
  orgId: string;
  businessUnitId: string;
  /** Jobs of one lane run one at a time, in the order in which their last row came. */
  lane?: string | null;
  params: JobParams;
  createdBy: string;
  /** A function is asked after the last row, when size and digest are known. */
  source: JobSource | (() => JobSource);
  rows: AsyncIterable<StagedRow> | Iterable<StagedRow>;
  /** Runs in the transaction that makes the job visible; also for a repeated one. */
  within?(tx: Queries, job: JobRecord): Promise<void>;
  /** `within` walks the job to its end: nobody has to be told of it. */
  walkedWithin?: true;
}

export interface CreatedJob {
  job: JobRecord;
  /** The same content was sent before, and this is the job it has. */
  repeated: boolean;
}
