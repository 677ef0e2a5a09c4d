import { z } from 'zod';
import { SERIAL_STATUSES, TRANSACTION_TYPES } from '../../../domain/stock';
import { day, required, text } from '../../common/fields';
import { cursor, limit, offset, sorting } from '../../common/list';

const MAX_ROWS = 1000;
const page = { limit: limit(MAX_ROWS), offset, cursor };

/** A filter whose value nobody knows finds nothing; it is not an error. */
const skuId = required(60).optional();
const buildingId = required(60).optional();
const serialNumber = required(100).optional();
/** Goods without a lot are found by an empty one. */
const lotNumber = text(60).optional();

export const TransactionQuery = z.strictObject({
  skuId,
  buildingId,
  lotNumber,
  transactionType: z.enum(TRANSACTION_TYPES).optional(),
  fromDate: day.optional(),
  toDate: day.optional().meta({ description: 'Inclusive: a plain day means its end.' }),
  ...page,
  ...sorting(['timestamp']),
});

export const SkuStatisticsQuery = z.strictObject({ skuId, ...page, ...sorting(['skuId']) });
export const LotStatisticsQuery = z.strictObject({ skuId, lotNumber, ...page, ...sorting(['skuId', 'lotNumber']) });
export const BuildingSkuStatisticsQuery = z.strictObject({
  skuId,
  buildingId,
  ...page,
  ...sorting(['skuId', 'buildingId']),
});
export const BuildingLotStatisticsQuery = z.strictObject({
  skuId,
  lotNumber,
  buildingId,
  ...page,
  ...sorting(['skuId', 'lotNumber', 'buildingId']),
});

export const SerialNumberQuery = z.strictObject({
  skuId,
  buildingId,
  serialNumber,
  lotNumber,
  status: z.enum(SERIAL_STATUSES).optional(),
  ...page,
  ...sorting(['skuId']),
});
