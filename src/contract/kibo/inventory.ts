import { z } from 'zod';
import { available, type Quantities } from '../../domain/stock';
import { baseFields, int64, isNamed, locationCode, Moment, nameFields, NAMELESS, Tags } from './common';

const WantedItem = z
  .looseObject({ ...nameFields, quantity: int64.nullish() })
  .refine(isNamed, NAMELESS)
  .meta({ id: 'KiboWantedItem' });

const codes = z.array(locationCode).max(1_000).nullish();

export const InventoryRequest = z
  .looseObject({
    ...baseFields,
    type: z.enum(['ALL', 'PARTIAL', 'ANY', 'ALL_STORES']),
    items: z.array(WantedItem).min(1).max(1_000),
    requestLocation: z.looseObject({}).nullish(),
    locationCode: locationCode.nullish(),
    locationWhitelist: codes,
    locationBlacklist: codes,
    locationPriorityList: codes,
    ignoreSafetyStock: z.boolean().nullish(),
    includeNegativeInventory: z.boolean().nullish(),
    includeFutureInventory: z.boolean().nullish(),
    deliveryDateBefore: Moment.nullish(),
    deliveryDateAfter: Moment.nullish(),
    sortByEnum: z.enum(['ON_HAND', 'AVAILABLE', 'ALLOCATED', 'PART_NUMBER', 'PRODUCT_ID']).nullish(),
    sortDescending: z.boolean().nullish(),
    limit: int64.min(1).max(1_000).nullish(),
  })
  .meta({ id: 'KiboInventoryRequest' });
export type InventoryRequest = z.output<typeof InventoryRequest>;

export const AggregateRequest = z
  .looseObject({
    ...baseFields,
    locationCode: locationCode.nullish(),
    items: z.array(WantedItem).min(1).max(1_000),
    ignoreSafetyStock: z.boolean().nullish(),
  })
  .meta({ id: 'KiboAggregateRequest' });

const units = z.number().int();

const FutureInventory = z.object({
  futureInventoryID: units,
  onhand: units,
  available: units,
  allocated: units,
  pending: units,
  type: z.enum(['REFRESH', 'ADJUST']),
  deliveryDate: z.string(),
  createDate: z.string(),
});

export const InventoryRecord = z
  .object({
    locationName: z.string(),
    locationCode: z.string(),
    tenantID: units,
    onHand: units,
    available: units,
    allocated: units,
    pending: units,
    partNumber: z.string().nullable(),
    upc: z.string(),
    sku: z.string(),
    blockAssignment: z.boolean(),
    ltd: z.number().nullable(),
    floor: units.nullable(),
    safetyStock: units.nullable(),
    distance: z.number().nullable(),
    directShip: z.boolean(),
    transferEnabled: z.boolean(),
    pickup: z.boolean(),
    countryCode: z.string().nullable(),
    currencyID: units.nullable(),
    retailPrice: z.number().nullable(),
    inventoryLocatorName: z.string().nullable(),
    attributes: z.array(z.string()),
    externalID: z.string().nullable(),
    taggedInventory: z.array(
      z.object({
        onHand: units,
        available: units,
        allocated: units,
        pending: units,
        tags: Tags,
        futureInventory: z.array(FutureInventory),
      }),
    ),
    futureInventory: z.array(FutureInventory),
  })
  .meta({ id: 'KiboInventoryRecord' });
export type InventoryRecord = z.infer<typeof InventoryRecord>;

/** A product by all its names, and its figures. */
export const shownProduct = {
  upc: z.string(),
  partNumber: z.string().nullable(),
  sku: z.string(),
  onHand: units,
  available: units,
  allocated: units,
};

export const AggregateRecord = z
  .object({
    tenantID: units,
    ...shownProduct,
    pending: units,
    floor: units,
    tags: Tags.nullable(),
  })
  .meta({ id: 'KiboAggregateRecord' });

/** A product at a location, as the ledger has it. */
export interface KnownStock extends Quantities {
  buildingId: string;
  skuId: string;
  upc: string;
  partNumber: string | null;
  attributes: Record<string, unknown>;
}

interface Expected {
  id: number;
  onHand: number;
  type: 'REFRESH' | 'ADJUST';
  deliveryDate: string;
  createdAt: string;
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export const safetyStockOf = ({ attributes }: KnownStock): number => numberOf(attributes.safetyStock) ?? 0;
export const floorOf = ({ attributes }: KnownStock): number => numberOf(attributes.floor) ?? 0;

const renderFuture = ({ id, onHand, type, deliveryDate, createdAt }: Expected) => ({
  futureInventoryID: id,
  onhand: onHand,
  available: onHand,
  allocated: 0,
  pending: 0,
  type,
  deliveryDate,
  createDate: createdAt,
});

/** A product at a location on the wire. */
export function renderRecord(
  stock: KnownStock,
  expected: readonly Expected[],
  { tenantID, locationName, countryCode }: { tenantID: number; locationName: string; countryCode: string | null },
): InventoryRecord {
  const { onHand, allocated, pending, attributes } = stock;
  const figures = { onHand, available: available(stock), allocated, pending };
  const tags = Tags.safeParse(attributes.tags);
  const futureInventory = expected.map(renderFuture);
  return {
    locationName,
    locationCode: stock.buildingId,
    tenantID,
    ...figures,
    partNumber: stock.partNumber,
    upc: stock.upc,
    sku: stock.skuId,
    blockAssignment: attributes.blockAssignment === true,
    ltd: numberOf(attributes.LTD),
    floor: numberOf(attributes.floor),
    safetyStock: numberOf(attributes.safetyStock),
    distance: null,
    directShip: true,
    transferEnabled: false,
    pickup: false,
    countryCode,
    currencyID: numberOf(attributes.currencyID),
    retailPrice: numberOf(attributes.retailPrice),
    inventoryLocatorName: textOf(attributes.inventoryLocatorName),
    attributes: z.array(z.string()).catch([]).parse(attributes.attributes),
    externalID: null,
    taggedInventory: tags.success ? [{ ...figures, tags: tags.data, futureInventory }] : [],
    futureInventory,
  };
}

export const FutureDatePath = z.object({ futureInventoryID: z.coerce.number().pipe(int64.min(1)) });
export const FutureDateRequest = z.looseObject({ futureDate: Moment }).meta({ id: 'KiboFutureDateRequest' });
