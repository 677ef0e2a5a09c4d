import { z } from 'zod';
import { required, text } from './fields';

/** Postal address as on an order. `email` may hold several addresses, separated by commas. */
export const Address = z
  .looseObject({
    name: required(255),
    address1: required(255),
    address2: text(255).optional(),
    address3: text(255).optional(),
    city: required(255),
    state: text(5).optional(),
    country: required(5),
    postalCode: required(20),
    email: text(1000).optional(),
    phoneNumber: text(50).optional(),
    faxNumber: text(50).optional(),
    attentionTo: text(255).optional(),
  })
  .meta({ id: 'Address' });
export type Address = z.infer<typeof Address>;

/** Form of a postal code per country, on upper case; a country that is not here has no opinion. */
const POSTAL_CODES: Record<string, RegExp> = {
  AT: /^\d{4}$/,
  AU: /^\d{4}$/,
  BE: /^\d{4}$/,
  CA: /^[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d$/,
  CH: /^\d{4}$/,
  DE: /^\d{5}$/,
  DK: /^\d{4}$/,
  ES: /^\d{5}$/,
  FR: /^\d{5}$/,
  GB: /^(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/,
  IE: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/,
  IT: /^\d{5}$/,
  NL: /^[1-9]\d{3} ?[A-Z]{2}$/,
  PL: /^\d{2}-?\d{3}$/,
  SE: /^\d{3} ?\d{2}$/,
  US: /^\d{5}(-?\d{4})?$/,
};
const ALIASES: Record<string, string> = { UK: 'GB', USA: 'US', GBR: 'GB', CAN: 'CA', DEU: 'DE', FRA: 'FR', NLD: 'NL' };

/** True where the postal code cannot be one of the country. Such an order is accepted and held for review. */
export function isImplausible(address: Pick<Address, 'country' | 'postalCode'>): boolean {
  const country = address.country.trim().toUpperCase();
  const pattern = POSTAL_CODES[ALIASES[country] ?? country];
  return pattern !== undefined && !pattern.test(address.postalCode.trim().toUpperCase());
}
