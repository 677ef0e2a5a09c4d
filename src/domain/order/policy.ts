import type { InboundSettings } from '../inbound/policy';
import type { StockSettings } from '../stock/rules';
import type { Policy } from './event';
import { generalSettings, type GeneralSettings } from './settings';

/** Durations in milliseconds that the configuration settles for every business unit. */
export type PolicyDurations = Pick<
  Policy,
  'ackMs' | 'releaseMs' | 'bookingMs' | 'recallMs' | 'firstScanMs' | 'completionGraceMs' | 'bookingLookupMs'
>;

/** What a business unit may settle for itself; absent members fall back to the type's or the configuration's value. */
export interface BusinessUnitSettings
  extends Partial<PolicyDurations>, StockSettings, InboundSettings, GeneralSettings {
  overShipTolerance?: number;
  requoteTolerance?: number;
  /** Raise `NO_CARRIER_SCAN` when no tracking event follows a shipment; needs a carrier feed, so off by default. */
  expectCarrierScans?: boolean;
  /** Commands without If-Match answer 428. */
  ifMatchRequired?: boolean;
  /** Freight accounts, and carriers with their services, that DCL orders may name; absent: any. */
  dclFreightAccounts?: string[];
  dclCarriers?: Record<string, string[]>;
}

/** The rules for one order: the unit's settings over the configuration's durations. */
export function policyOf(type: 'b2b' | 'b2c', settings: BusinessUnitSettings, durations: PolicyDurations): Policy {
  const pick = (name: keyof PolicyDurations): number => settings[name] ?? durations[name];
  const { autoReleaseToWms, allowPartialShipment, allowBackorder } = generalSettings(type, settings);
  return {
    autoRelease: autoReleaseToWms === 'Y',
    wholeOnly: allowPartialShipment === 'N',
    noBackorders: allowBackorder === 'N',
    overShipTolerance: settings.overShipTolerance ?? 0,
    requoteTolerance: settings.requoteTolerance ?? 0.05,
    ackMs: pick('ackMs'),
    releaseMs: pick('releaseMs'),
    bookingMs: pick('bookingMs'),
    recallMs: pick('recallMs'),
    firstScanMs: settings.expectCarrierScans ? pick('firstScanMs') : 0,
    completionGraceMs: pick('completionGraceMs'),
    bookingLookupMs: pick('bookingLookupMs'),
  };
}
