import { z } from 'zod';
import { locationCode } from './common';

export const Location = z
  .object({
    locationCode: z.string(),
    locationName: z.string(),
    tenantID: z.number().int(),
    active: z.boolean(),
    directShip: z.boolean(),
    pickup: z.boolean(),
    transferEnabled: z.boolean(),
    countryCode: z.string().nullable(),
    postalCode: z.string().nullable(),
  })
  .meta({ id: 'KiboLocation' });

export const LocationCodePath = z.object({ locationCode });

interface KnownLocation {
  buildingId: string;
  name: string;
  address: Record<string, unknown>;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A building on the wire: goods go out of it, people do not come in. */
export const renderLocation = (
  { buildingId, name, address }: KnownLocation,
  tenantID: number,
): z.infer<typeof Location> => ({
  locationCode: buildingId,
  locationName: name,
  tenantID,
  active: true,
  directShip: true,
  pickup: false,
  transferEnabled: false,
  countryCode: textOf(address.country),
  postalCode: textOf(address.postalCode),
});
