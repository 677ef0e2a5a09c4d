import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import {
  JOB_CONTROLS,
  JOB_ECHOES,
  JOB_KINDS,
  JOB_OUTCOMES,
  JOB_STATUSES,
  JOB_STEPS,
  ROW_OUTCOMES,
  type JobMode,
  type PaceSample,
} from '../../domain/job';
import type { Violation } from '../../platform/problem';
import { instant } from './columns';

/** Where a job's rows came from. */
export interface JobSource {
  /** `json`, `ndjson`, `csv` … */
  format: string;
  bytes: number | null;
  /** Of the content: the same file again has the same. */
  sha256: string | null;
  fileName: string | null;
}

/** What the caller asked for; further members are the kind's own. */
export interface JobParams {
  mode: JobMode;
  [member: string]: unknown;
}

const count = (name: string) => integer(name).notNull().default(0);
const now = sql`now()`;

export const jobs = pgTable('jobs', {
  number: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
  jobId: text('id')
    .primaryKey()
    .generatedAlwaysAs(sql`'J' || lpad(number::text, 10, '0')`),
  kind: text({ enum: JOB_KINDS }).notNull(),
  orgId: text('org_id').notNull(),
  businessUnitId: text('business_unit_id').notNull(),
  lane: text(),
  lanePlace: bigint('lane_place', { mode: 'number' }),
  status: text({ enum: JOB_STATUSES }).notNull().default('CREATED'),
  outcome: text({ enum: JOB_OUTCOMES }),
  control: text({ enum: JOB_CONTROLS }).notNull().default('run'),
  params: jsonb().$type<JobParams>().notNull(),
  source: jsonb().$type<JobSource>().notNull(),
  step: text({ enum: JOB_STEPS }).notNull().default('prepare'),
  cursor: count('cursor'),
  total: count('total'),
  created: count('created'),
  replayed: count('replayed'),
  duplicate: count('duplicate'),
  updated: count('updated'),
  failed: count('failed'),
  skipped: count('skipped'),
  pending: count('pending'),
  samples: jsonb().$type<PaceSample[]>().notNull().default([]),
  messages: jsonb().$type<string[]>().notNull().default([]),
  parentJobId: text('parent_job_id'),
  retriesAll: boolean('retries_all'),
  possibleDuplicateOf: text('possible_duplicate_of'),
  createdBy: text('created_by').notNull(),
  startedIn: text('started_in'),
  opened: count('opened'),
  openedAt: instant('opened_at'),
  echo: text({ enum: JOB_ECHOES }).notNull().default('kept'),
  sealedAt: instant('sealed_at'),
  createdAt: instant('created_at').notNull().default(now),
  startedAt: instant('started_at'),
  completedAt: instant('completed_at'),
  updatedAt: instant('updated_at').notNull().default(now),
});

export const jobRows = pgTable(
  'job_rows',
  {
    jobId: text('job_id').notNull(),
    position: integer().notNull(),
    line: integer(),
    key: text(),
    payload: jsonb(),
    raw: text(),
    outcome: text({ enum: ROW_OUTCOMES }),
    errors: jsonb().$type<Violation[]>().notNull().default([]),
    result: jsonb().$type<Record<string, unknown>>(),
    retryable: boolean().notNull().default(false),
    orderId: bigint('order_id', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.position] })],
);
