import { z } from 'zod';
import { dataOf } from '../common/list';
import { SalesOrderRequest } from './salesOrderRequest';

/** What an import may be sent as, by media type. */
export const BulkUploads = {
  'application/json': dataOf(z.array(SalesOrderRequest).min(1).max(1000)),
  /** Of one line. */
  'application/x-ndjson': SalesOrderRequest,
  'text/csv': z.string().meta({
    description:
      'One line per order line, the lines of an order together. Columns are the paths of members (`shipTo.name`, `orderLines.skuId`); `,`, `;` or tab; UTF-8.',
  }),
};
