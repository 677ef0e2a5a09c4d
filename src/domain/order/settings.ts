import type { Channel, FillPolicy } from './state';

export type Flag = 'Y' | 'N';
export const LOT_RULES = ['FIFO', 'FEFO', 'LIFO'] as const;
export const WEIGHT_UNITS = ['LB', 'KG', 'OZ', 'G'] as const;
export const LENGTH_UNITS = ['IN', 'CM'] as const;

/** What a business unit says of itself in its general settings; absent or null: the default. */
export interface GeneralSettings {
  /** Where orders go that name no building; one that serves the unit. */
  defaultBuildingId?: string | null;
  /** Of orders that name no carrier. */
  defaultCarrierId?: string | null;
  defaultServiceLevel?: string | null;
  /** `N`: an order leaves whole or not at all. */
  allowPartialShipment?: Flag;
  /** `N`: what is short is cancelled, also where the order asks for a backorder. */
  allowBackorder?: Flag;
  allowSplitAcrossBuildings?: Flag;
  /** `Y`: orders release by themselves; `N`: they wait for quote, approve, book, drop, or a plain release by a person. */
  autoReleaseToWms?: Flag;
  lotAllocationRule?: (typeof LOT_RULES)[number];
  weightUom?: (typeof WEIGHT_UNITS)[number];
  dimensionUom?: (typeof LENGTH_UNITS)[number];
  /** IANA name: in this zone the days of an order begin and end. */
  timeZone?: string;
  /** Separated by commas. */
  notificationEmails?: string | null;
  /** Members that are not ours, returned as they came. */
  kept?: Record<string, unknown>;
}

/** Carrier of parcels, where neither the order nor the unit names one; of freight the quotes decide. */
const PARCEL_CARRIER = 'UPS';

/** The settings as they count: what the unit said, and defaults for the rest. */
export function generalSettings(type: Channel, said: GeneralSettings) {
  return {
    defaultBuildingId: said.defaultBuildingId ?? null,
    defaultCarrierId: said.defaultCarrierId ?? (type === 'b2c' ? PARCEL_CARRIER : null),
    defaultServiceLevel: said.defaultServiceLevel ?? null,
    allowPartialShipment: said.allowPartialShipment ?? 'Y',
    allowBackorder: said.allowBackorder ?? 'Y',
    allowSplitAcrossBuildings: said.allowSplitAcrossBuildings ?? 'N',
    autoReleaseToWms: said.autoReleaseToWms ?? (type === 'b2c' ? 'Y' : 'N'),
    lotAllocationRule: said.lotAllocationRule ?? 'FIFO',
    weightUom: said.weightUom ?? 'KG',
    dimensionUom: said.dimensionUom ?? 'CM',
    timeZone: said.timeZone ?? 'UTC',
    notificationEmails: said.notificationEmails ?? null,
  } as const;
}

/** What of a business unit steers how its orders are read. */
export interface OrderingUnit {
  type: Channel;
  /** Where an order goes that asks for no building; null when none serves the unit. */
  defaultBuildingId: string | null;
  /** Of an order that names none; null: nobody has settled it. */
  defaultCarrierId: string | null;
  defaultServiceLevel: string | null;
  /** IANA name: an order's plain days are days there. */
  timeZone: string;
}

/**
 * What happens to short lines: what the order asked for, within what its unit allows now. A unit without partial shipments
 * has fill-or-kill orders only; one without backorders cancels what is short.
 */
export function fillPolicyOf(
  asked: FillPolicy,
  { wholeOnly, noBackorders }: { wholeOnly: boolean; noBackorders: boolean },
): FillPolicy {
  if (wholeOnly) return '1';
  return asked === '3' && noBackorders ? '2' : asked;
}
