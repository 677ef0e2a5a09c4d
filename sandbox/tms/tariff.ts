import type { TmsQuoteRequest } from '../../src/contract/partner';
import { canonicalJson } from '../../src/contract/common/digest';
import { digitsFrom } from '../gs1';

/** Invented carriers with their prices, in cents per pound on top of a base. */
const CARRIERS = [
  { code: 'NWFL', name: 'Northwind Freight Lines', service: 'Standard LTL', base: 9_500, perPound: 21, days: 4 },
  { code: 'HLYX', name: 'Halyard Express', service: 'Guaranteed LTL', base: 14_900, perPound: 28, days: 2 },
  { code: 'KSTL', name: 'Keystone Transport', service: 'Economy LTL', base: 8_200, perPound: 19, days: 6 },
] as const;
/** This one never has room. */
const DECLINER = { carrierCode: 'BRGT', reason: 'NO_CAPACITY' };
const FUEL = 0.18;

export interface Price {
  carrierCode: string;
  carrierName: string;
  serviceLevel: string;
  transitDays: number;
  baseCharge: number;
  fuelSurcharge: number;
  totalCharge: number;
}

/** Prices follow from the shipment alone: the same request costs the same at any time, `factor` aside. */
export function pricesFor(shipment: TmsQuoteRequest['shipment'], factor: number): Price[] {
  const pounds = weightOf(shipment);
  const distance = Number(digitsFrom(canonicalJson([shipment.origin, shipment.destination]), 4));
  return CARRIERS.filter(({ code }) => wanted(shipment, code)).map((carrier) => {
    const base = Math.round((carrier.base + pounds * carrier.perPound + distance) * factor);
    const fuel = Math.round(base * FUEL);
    return {
      carrierCode: carrier.code,
      carrierName: carrier.name,
      serviceLevel: carrier.service,
      transitDays: carrier.days,
      baseCharge: base / 100,
      fuelSurcharge: fuel / 100,
      totalCharge: (base + fuel) / 100,
    };
  });
}

/** Who declines; all of them when nobody shall offer. */
export function declinesFor(shipment: TmsQuoteRequest['shipment'], everybody: boolean) {
  const others = everybody ? CARRIERS.map(({ code }) => ({ carrierCode: code, reason: 'NO_SERVICE' })) : [];
  return [...others, DECLINER].filter(({ carrierCode }) => wanted(shipment, carrierCode));
}

const wanted = ({ carrierCodes }: TmsQuoteRequest['shipment'], code: string) =>
  !carrierCodes?.length || carrierCodes.includes(code);

/** `quantity` of a container is a string on the wire. */
function weightOf({ containers = [] }: TmsQuoteRequest['shipment']): number {
  const sum = containers.reduce((total, { weight, quantity }) => {
    const each = typeof weight === 'number' ? weight : 0;
    return total + each * (Number(quantity ?? 1) || 1);
  }, 0);
  return Number.isFinite(sum) ? sum : 0;
}
