import { z } from 'zod';
import { ROW_OUTCOMES } from '../../domain/job';
import { Violation } from '../common/problem';
import { ExistingOrder } from './bulkJob';

/** What became of one row; one line of NDJSON. */
export const BulkResult = z
  .object({
    index: z.number().int(),
    line: z.number().int().nullable().meta({ description: 'First line of the row in the file, from 1.' }),
    outcome: z.enum([...ROW_OUTCOMES, 'pending']),
    customerOrderNumber: z.string().nullable(),
    salesOrderNumber: z.string().nullable(),
    errors: z.array(Violation),
    retryable: z.boolean(),
    reason: z.string().nullable().meta({ description: 'Why a row was skipped.' }),
    existing: ExistingOrder.optional(),
    original: z
      .unknown()
      .meta({ description: 'The row as it was sent: the order, or the text where that could not be read.' }),
  })
  .meta({ id: 'BulkResult', description: 'One line of the results.' });
export type BulkResult = z.input<typeof BulkResult>;
