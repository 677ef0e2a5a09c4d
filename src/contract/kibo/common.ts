import { z } from 'zod';
import { required, text } from '../common/fields';

/** A whole number as the vendor's int64 fields hold it. */
export const int64 = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
export const id64 = int64.min(0);

/** A location is one of our buildings. */
export const locationCode = required(60);

/** How a product may be called. */
export const nameFields = {
  partNumber: required(100).optional(),
  upc: required(100).optional(),
  sku: required(100).optional(),
};

interface Names {
  partNumber?: string;
  upc?: string;
  sku?: string;
}

/** At least one name is given. */
export const isNamed = ({ partNumber, upc, sku }: Names): boolean => (partNumber ?? upc ?? sku) !== undefined;
export const NAMELESS = 'one of upc, partNumber or sku is required';

export const namesOf = ({ partNumber, upc, sku }: Names): Names => ({ partNumber, upc, sku });

/** Category → value. */
export const Tags = z.record(z.string().max(50), z.string().max(50));

/** What tells goods of one product apart. */
export const portionFields = {
  binID: int64.min(1).optional(),
  lotCode: text(50).optional(),
  condition: text(50).optional(),
  serialNumber: text(30).optional(),
  date: text(40).optional(),
};

interface WirePortion {
  binID?: number;
  lotCode?: string;
  condition?: string;
  serialNumber?: string;
}

const HELD = ['HOLD', 'DAMAGED', 'EXPIRED', 'QUARANTINE'] as const;

/** The goods an item means; a condition that is one of our statuses keeps them from sale. */
export function portionOf({ binID, lotCode, condition, serialNumber }: WirePortion) {
  const status = HELD.find((held) => held === condition?.toUpperCase());
  return {
    ...(binID === undefined ? {} : { bin: String(binID) }),
    ...(lotCode ? { lot: lotCode } : {}),
    ...(serialNumber ? { serial: serialNumber } : {}),
    ...(status ? { status } : {}),
  };
}

/** An item about goods of a product, to be extended, and refined by `isNamed`. */
export const GoodsItem = z.looseObject({ ...nameFields, ...portionFields });

/** The product of an item and the goods of it that are meant, as the ledger takes them. */
export const goodsOf = (item: Names & WirePortion) => ({ product: namesOf(item), ...portionOf(item) });

/** The head that most requests share; paging members are accepted and not needed. */
export const baseFields = {
  userID: int64.nullish(),
  pageSize: int64.nullish(),
  pageNum: int64.nullish(),
  sortBy: text(60).nullish(),
};

export const BaseResponse = z
  .object({ success: z.boolean(), messages: z.array(z.string()), numResults: z.number().int() })
  .meta({ id: 'KiboBaseResponse' });

export const KiboError = z.object({ error: z.string(), message: z.string() }).meta({ id: 'KiboError' });

/** `2025-04-28T12:00:00-0500`, with or without a colon in the zone. */
export const Moment = z
  .string()
  .max(40)
  .refine((value) => !Number.isNaN(instantOf(value)), 'expected a date-time with a zone')
  .meta({ examples: ['2026-04-28T12:00:00-0500'] });

const instantOf = (value: string): number => Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));

/** A moment of the wire as an instant of ours. */
export const toInstant = (value: string): string => new Date(instantOf(value)).toISOString();
