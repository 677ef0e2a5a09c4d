import { z } from 'zod';
import { REFERENCE_TYPES, SERIAL_STATUSES, STOCK_STATUSES, TRANSACTION_TYPES } from '../../../domain/stock';
import { stamp } from '../../common/fields';

/** Units, signed, of the SKU's base measure. */
const figure = z.number().int();
export const quantityMeasure = z.string().meta({ description: 'The ledger counts single units.', examples: ['EA'] });
export const stockStatus = z.enum(STOCK_STATUSES).meta({ id: 'InventoryStatus' });

/** One change of the goods of a building. Members that say nothing are left out. */
export const InventoryTransaction = z
  .object({
    transactionId: z.string(),
    timestamp: stamp,
    transactionType: z.enum(TRANSACTION_TYPES),
    skuId: z.string(),
    buildingId: z.string(),
    lotNumber: z.string().meta({ description: 'Empty: goods that nobody tells apart by lot.' }),
    serialNumbers: z.array(z.string()),
    quantity: figure.meta({ description: 'Signed; all transactions of goods sum to what is on hand.' }),
    quantityMeasure,
    fromStatus: stockStatus.optional(),
    toStatus: stockStatus.optional(),
    reasonCode: z.string().optional(),
    referenceType: z.enum(REFERENCE_TYPES).optional(),
    referenceNumber: z.string().optional(),
    notes: z.string().optional(),
    counterpartBuildingId: z
      .string()
      .optional()
      .meta({ description: 'Ours: where transferred goods come from or go to.' }),
  })
  .meta({ id: 'InventoryTransaction' });

const figures = {
  quantityOnHand: figure.meta({
    description: 'Below zero where more has left than the ledger had: see `belowZero`.',
  }),
  quantityAvailable: figure,
  quantityAllocated: figure,
  quantityOnHold: figure.meta({ description: 'Of status HOLD, EXPIRED or QUARANTINE.' }),
  quantityDamaged: figure,
};
const ending = {
  quantityMeasure,
  belowZero: z.boolean().meta({ description: 'Ours: the warehouse has reported more gone than the ledger had.' }),
  updatedAt: stamp,
};
const demand = {
  quantityExpected: figure.meta({ description: 'Open on inbound documents.' }),
  quantityBackordered: figure.meta({ description: 'Wanted by orders that wait for goods to come.' }),
};
const lot = { lotNumber: z.string(), expirationDate: z.iso.date().optional() };
const sku = { skuId: z.string() };
const building = { buildingId: z.string() };

export const SkuStatistics = z
  .object({ ...sku, ...figures, ...demand, ...ending })
  .meta({ id: 'InventoryStatsBySku', description: 'On hand = available + allocated + on hold + damaged.' });
export const LotStatistics = z.object({ ...sku, ...lot, ...figures, ...ending }).meta({ id: 'InventoryStatsByLot' });
export const BuildingSkuStatistics = z
  .object({ ...sku, ...building, ...figures, ...demand, ...ending })
  .meta({ id: 'InventoryStatsBySkuAndBuilding' });
export const BuildingLotStatistics = z
  .object({ ...sku, ...lot, ...building, ...figures, ...ending })
  .meta({ id: 'InventoryStatsByLotAndBuilding' });

export const InventorySerialNumber = z
  .object({
    serialNumber: z.string(),
    skuId: z.string(),
    lotNumber: z.string(),
    buildingId: z.string(),
    status: z.enum(SERIAL_STATUSES),
    receivedAt: stamp.nullable(),
    shippedAt: stamp.nullable(),
    referenceType: z.enum(REFERENCE_TYPES).nullable(),
    referenceNumber: z.string().nullable(),
  })
  .meta({ id: 'InventorySerialNumber' });
