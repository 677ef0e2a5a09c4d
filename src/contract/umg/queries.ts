import { z } from 'zod';
import { STATUSES } from '../../domain/order/state';
import { cursor, limit, offset } from '../common/list';
import { required } from '../common/fields';

const MAX_ORDERS = 500;
const MAX_ROWS = 1000;

/** A query parameter that may be repeated. */
export const repeatable = <T extends z.ZodType<string>>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(50)).optional();

const when = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional();

export const OrderListQuery = z.strictObject({
  status: repeatable(z.enum(STATUSES)),
  customerOrderNumber: required(34).optional(),
  jobId: required(20).optional(),
  createdFrom: when,
  createdTo: when,
  updatedSince: when.meta({ description: 'Inclusive; answers are then in the order of their last change.' }),
  limit: limit(MAX_ORDERS),
  offset,
  cursor,
});
export type OrderListQuery = z.infer<typeof OrderListQuery>;

export const PullQuery = z.strictObject({ limit: limit(MAX_ORDERS), customerOrderNumber: required(34).optional() });

export const CustomerListQuery = z.strictObject({ name: required(100).optional(), limit: limit(MAX_ROWS), offset });

export const ExceptionListQuery = z.strictObject({
  businessUnitId: required(60).optional(),
  code: required(60).optional(),
  limit: limit(MAX_ROWS),
  cursor,
});

export const ParkedListQuery = z.strictObject({ limit: limit(MAX_ROWS), offset });

export const EventListQuery = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'Only events with a higher sequence.', type: 'integer', minimum: 0, default: 0 }),
  limit: limit(MAX_ROWS),
});

export const CancelQuery = z.strictObject({ reason: required(100).optional() });
