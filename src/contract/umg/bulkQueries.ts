import { z } from 'zod';
import { JOB_MODES, JOB_STATUSES, ROW_OUTCOMES } from '../../domain/job';
import { cursor, limit } from '../common/list';
import { required } from '../common/fields';
import { ON_EXISTING } from './bulkJob';
import { repeatable } from './queries';

const MAX_JOBS = 500;
const MAX_WAIT_SECONDS = 30;

export const BulkCreateQuery = z.strictObject({
  mode: z.enum(JOB_MODES).default('ALLOW_PARTIAL').meta({
    description: 'What a wrong row means: it fails alone; nothing is created; or nothing is created in any case.',
  }),
  onExisting: z.enum(ON_EXISTING).default('REPLAY').meta({
    description:
      'For an order that is there already: the same is no failure; or any is one; or another is an update, while the warehouse does not have the order.',
  }),
  fileName: required(255).optional(),
});

export const BulkListQuery = z.strictObject({
  status: repeatable(z.enum(JOB_STATUSES)),
  limit: limit(MAX_JOBS),
  cursor,
});

export const BulkReadQuery = z.strictObject({
  wait: z.coerce
    .number()
    .min(0)
    .max(MAX_WAIT_SECONDS)
    .default(0)
    .meta({ description: 'Seconds to wait for COMPLETED.', type: 'number', minimum: 0, maximum: 30, default: 0 }),
});

const outcome = z.enum(ROW_OUTCOMES);
export const BulkResultsQuery = z.strictObject({
  outcome: repeatable(outcome).meta({ description: 'Only these rows.' }),
  format: z.enum(['ndjson', 'csv']).default('ndjson'),
});

export const BulkRetryQuery = z.strictObject({
  all: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Also the rows that will fail again unless our records have changed.' }),
});
