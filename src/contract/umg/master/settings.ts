import { z } from 'zod';
import { required, text } from '../../common/fields';
import { isTimeZone } from '../../common/zones';
import { LENGTH_UNITS, LOT_RULES, WEIGHT_UNITS } from '../../../domain/order';
import { flag, others } from './common';

const MAX_EMAILS = 20;
const areEmails = (list: string): boolean => {
  const emails = list.split(',').map((email) => email.trim());
  return emails.length <= MAX_EMAILS && emails.every((email) => z.email().safeParse(email).success);
};

const shape = {
  defaultBuildingId: required(5).nullable(),
  defaultCarrierId: required(30).nullable(),
  defaultServiceLevel: required(30).nullable(),
  allowPartialShipment: flag,
  allowBackorder: flag,
  allowSplitAcrossBuildings: flag,
  autoReleaseToWms: flag,
  lotAllocationRule: z.enum(LOT_RULES),
  weightUom: z.enum(WEIGHT_UNITS),
  dimensionUom: z.enum(LENGTH_UNITS),
  timeZone: text(60)
    .refine(isTimeZone, 'expected the IANA name of a time zone')
    .meta({ examples: ['Europe/London'] }),
  notificationEmails: text(1000)
    .refine(areEmails, `expected at most ${MAX_EMAILS} addresses, separated by commas`)
    .nullable(),
};

/** What is not named stays as it is; null takes a word back. */
export const GeneralSettingsRequest = z.looseObject(shape).partial().meta({ id: 'BusinessUnitGeneralSettingsRequest' });
export type GeneralSettingsRequest = z.infer<typeof GeneralSettingsRequest>;

/** The settings as they count, defaults included. */
export const GeneralSettings = z.looseObject(shape).meta({ id: 'BusinessUnitGeneralSettings' });

const NAMES = Object.keys(shape);

/** The settings' own members, and those that are not ours. */
export function readSettings(sent: GeneralSettingsRequest) {
  const kept = others(sent, NAMES);
  return { said: others(sent, Object.keys(kept)) as GeneralSettingsRequest, kept };
}
