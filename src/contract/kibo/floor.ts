import { z } from 'zod';
import { text } from '../common/fields';
import { baseFields, id64, int64, isNamed, locationCode, nameFields, NAMELESS, portionFields } from './common';

/** What happens between bins: put-away, waves, counts. */

const productFields = { ...nameFields, ...portionFields };

export const PutAwayRequest = z
  .looseObject({
    ...baseFields,
    locationCode,
    items: z
      .array(
        z
          .looseObject({
            ...productFields,
            quantity: int64.min(1),
            fromBinID: int64.min(1).nullish(),
            toBinID: int64.min(1),
          })
          .refine(isNamed, NAMELESS),
      )
      .min(1)
      .max(5_000),
  })
  .meta({ id: 'KiboPutAwayRequest' });

export const ShortPickRequest = z
  .looseObject({
    ...baseFields,
    locationCode,
    items: z
      .array(
        z
          .looseObject({ ...productFields, quantity: int64.min(1), shipmentID: id64, orderItemID: id64 })
          .refine(isNamed, NAMELESS),
      )
      .min(1)
      .max(5_000),
  })
  .meta({ id: 'KiboShortPickRequest' });

export const AtLocation = z.looseObject({ ...baseFields, locationCode }).meta({ id: 'KiboLocationRequest' });
export const ReleaseShipments = z
  .looseObject({ ...baseFields, locationCode, shipmentIDs: z.array(id64).min(1).max(1_000).nullish() })
  .meta({ id: 'KiboReleaseShipments' });

export const WaveRequest = z
  .looseObject({
    ...baseFields,
    locationCode,
    type: z.enum(['NORMAL', 'SPECIAL', 'SINGLE', 'MULTIPLE']).default('NORMAL'),
    maxOrders: int64.min(1).nullish(),
    includeZeroInventory: z.boolean().nullish(),
    products: z.array(z.looseObject(nameFields)).max(1_000).nullish(),
    shippingOptions: z.enum(['STANDARD_ONLY', 'EXPRESS_ONLY', 'ALL']).nullish(),
  })
  .meta({ id: 'KiboWaveRequest' });

export const WavePath = z.object({ id: z.coerce.number().pipe(int64.min(1)) });
export const CloseWave = z
  .looseObject({
    createRecovery: z.boolean().nullish(),
    bins: z
      .array(int64.min(1))
      .max(1_000)
      .nullish()
      .meta({ description: 'Bins that were picked; without it all were.' }),
  })
  .meta({ id: 'KiboCloseWave' });

export const Wave = z
  .object({
    waveID: z.number().int(),
    locationCode: z.string(),
    type: z.string(),
    status: z.enum(['OPEN', 'CLOSED']),
    recoveryOf: z.number().int().nullable(),
    created: z.string(),
    closed: z.string().nullable(),
    items: z.array(z.object({ sku: z.string(), binID: z.number().int().nullable(), quantity: z.number().int() })),
  })
  .meta({ id: 'KiboWave' });

export const AuditRequest = z
  .looseObject({ ...baseFields, locationCode, bins: z.array(int64.min(1)).min(1).max(1_000) })
  .meta({ id: 'KiboAuditRequest' });

export const CompleteAudit = z
  .looseObject({
    items: z
      .array(z.looseObject({ ...nameFields, binID: int64.min(1), quantity: int64.min(0) }).refine(isNamed, NAMELESS))
      .max(5_000),
  })
  .meta({ id: 'KiboCompleteAudit' });

export const Audit = z
  .object({
    auditID: z.number().int(),
    locationCode: z.string(),
    status: z.enum(['CREATED', 'STARTED', 'COMPLETED', 'CANCELLED']),
    bins: z.array(z.number().int()),
    dateRequested: z.string(),
    dateClosed: z.string().nullable(),
  })
  .meta({ id: 'KiboAudit' });

export const LocationPath = z.object({ location: locationCode });

export const PendingQuery = z.looseObject({
  locationName: text(60).optional(),
  locationID: text(60).optional(),
  locationCode: text(60).optional(),
  shipmentID: z.coerce.number().int().optional(),
  currentPage: z.coerce.number().int().min(1).default(1),
  numberPerPage: z.coerce.number().int().min(1).max(1_000).default(100),
});

export const PendingItem = z
  .object({
    pendingItemID: z.number().int(),
    orderID: z.number().int(),
    shipmentID: z.number().int(),
    type: z.enum(['TYPE_BIN', 'TYPE_DC', 'TYPE_AUDIT', 'TYPE_RESTOCK']),
    quantity: z.number().int(),
    sku: z.string(),
    productID: z.string(),
  })
  .meta({ id: 'KiboPendingItem' });
