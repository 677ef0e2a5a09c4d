import { z } from 'zod';
import { required } from '../common/fields';
import { baseFields, isNamed, locationCode, Moment, nameFields, NAMELESS, portionFields, Tags } from './common';

const where = {
  ...baseFields,
  dryRun: z.boolean().nullish(),
  explicit: z.boolean().nullish(),
  locationCodes: z.array(locationCode).max(1_000).nullish(),
  allLocations: z.boolean().nullish(),
  tags: Tags.nullish(),
};

const somewhere = (body: { locationCodes?: string[] | null; allLocations?: boolean | null }): boolean =>
  Boolean(body.allLocations) || (body.locationCodes?.length ?? 0) > 0;
const NOWHERE = { message: 'locationCodes or allLocations is required', path: ['locationCodes'] };

/** The pattern is a name, or one with `.*+?^$[]` in it. */
export const DeleteRequest = z
  .looseObject({ ...where, ...nameFields, ...portionFields, deleteGranularRecord: z.boolean().nullish() })
  .refine(isNamed, NAMELESS)
  .refine(somewhere, NOWHERE)
  .meta({ id: 'KiboDeleteRequest' });

export const DeleteItemsRequest = z
  .looseObject({
    ...where,
    deleteGranularRecord: z.boolean().nullish(),
    items: z
      .array(z.looseObject({ ...nameFields, ...portionFields }).refine(isNamed, NAMELESS))
      .min(1)
      .max(5_000),
  })
  .refine(somewhere, NOWHERE)
  .meta({ id: 'KiboDeleteItemsRequest' });

export const DeleteFutureRequest = z
  .looseObject({
    ...where,
    ...nameFields,
    futureStartDate: Moment,
    futureEndDate: Moment,
    externalIDs: z.array(required(100)).max(1_000).nullish(),
  })
  .refine(somewhere, NOWHERE)
  .meta({ id: 'KiboDeleteFutureRequest' });

const ids = z.array(z.number().int());

export const DeleteResponse = z
  .object({
    dryRun: z.boolean(),
    itemsDeleted: z.array(
      z.object({
        productID: z.string(),
        inventoryIDs: ids,
        locationIDs: z.array(z.string()),
        locationCodes: z.array(z.string()),
        auditIDs: ids,
        itemIdentifier: z.object({ upc: z.string(), partNumber: z.string().nullable(), sku: z.string() }),
      }),
    ),
    totalProductsDeleted: z.number().int(),
    totalInventoryEntriesDeleted: z.number().int(),
    totalLocationsAffected: z.number().int(),
    totalAuditsDeleted: z.number().int(),
    totalPickWavesDeleted: z.number().int(),
    jobIDs: ids,
  })
  .meta({ id: 'KiboDeleteResponse' });

/** How long nothing must have happened to a record, months. */
export const MonthsPath = z.object({ months: z.coerce.number().int().min(1).max(1_200) });

const SPECIAL = /[.*+?^$[\]]/;

/**
 * The regular expression a name of a delete call stands for; null for a plain name. Only the published characters are
 * special, and the whole name has to match.
 */
export function patternOf(name: string): string | null {
  if (!SPECIAL.test(name)) return null;
  return `^(?:${name.replace(/[\\(){}|]/g, '\\$&')})$`;
}
