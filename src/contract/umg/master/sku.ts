import { z } from 'zod';
import { amount, required, stamp, text } from '../../common/fields';
import { cursor, limit, offset } from '../../common/list';
import { LENGTH_UNITS, WEIGHT_UNITS } from '../../../domain/order';
import { flag, key, others, sorting } from './common';

const MAX_ROWS = 1000;
const whole = (min: number) => z.number().int().min(min).max(999_999_999);

const needed = {
  name: required(255),
  description1: required(60),
  isActive: flag,
  upc: required(60).meta({ description: 'Not checked for form: warehouses take any.' }),
};

const free = {
  skuRefId: text(50),
  description2: text(255),
  ean: text(20),
  isbn: text(20),
  quantityMeasure: required(30).meta({ description: '`EA` unless said otherwise.' }),
  unitsPerCase: whole(1),
  casesPerPallet: whole(1),
  weight: amount,
  length: amount,
  width: amount,
  height: amount,
  weightUom: z.enum(WEIGHT_UNITS),
  dimensionUom: z.enum(LENGTH_UNITS),
  lotControlled: flag,
  serialControlled: flag,
  expirationControlled: flag,
  shelfLifeDays: whole(0),
  hazardous: flag,
  countryOfOrigin: text(2).regex(/^[A-Z]{2}$/, 'expected an ISO 3166 code of two letters'),
  harmonizedCode: text(20),
  unitPrice: amount,
  unitCost: amount,
  currency: text(3).regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code of three letters'),
  category: text(60),
  brand: text(60),
};

const optional = z.object(free).partial().shape;
const clearable = Object.fromEntries(
  Object.entries(free).map(([name, schema]) => [name, schema.nullable().optional()]),
) as { [N in keyof typeof free]: z.ZodOptional<z.ZodNullable<(typeof free)[N]>> };

/** Its id stands in paths; `batch` does too. */
const skuId = key(30).refine((id) => id !== 'batch', 'this word cannot be a SKU');

/** A product as its owner sends it. Unknown members are kept and returned. */
export const SkuRequest = z.looseObject({ skuId, ...needed, ...optional }).meta({ id: 'SkuRequest' });

/** The whole of it; the path says which, so the body need not. */
export const SkuReplacement = z
  .looseObject({ skuId: required(30).optional(), ...needed, ...optional })
  .meta({ id: 'SkuReplacement' });

/** What is not named stays; null takes an optional member away. */
export const SkuPatch = z
  .looseObject({ skuId: required(30).optional(), ...z.object(needed).partial().shape, ...clearable })
  .meta({ id: 'SkuPatch' });

/** Members that only we say. */
const READ_ONLY = ['createdAt', 'updatedAt', 'jobId', 'acknowledgement', 'businessUnitId'];

export const toSkuDocument = (sent: Record<string, unknown>): Record<string, unknown> => others(sent, READ_ONLY);

export const Sku = z
  .looseObject({
    skuId: z.string(),
    name: z.string(),
    description1: z.string(),
    isActive: flag,
    upc: z.string(),
    quantityMeasure: z.string(),
    lotControlled: flag,
    serialControlled: flag,
    expirationControlled: flag,
    hazardous: flag,
    jobId: z.string().meta({ description: 'Ours: what `POST /productAck` names to answer this state of the product.' }),
    acknowledgement: z
      .object({
        status: z.enum(['PENDING', 'ACKNOWLEDGED', 'REFUSED']),
        at: stamp.nullable(),
        message: z.string().nullable(),
      })
      .meta({ description: 'Ours: what the ERP or warehouse said to this state of the product.' }),
    createdAt: stamp,
    updatedAt: stamp,
  })
  .meta({ id: 'Sku' });

const since = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).meta({ description: 'Inclusive.' });

export const SkuListQuery = z.strictObject({
  skuId: required(30).optional(),
  skuRefId: required(50).optional(),
  upc: required(60).optional(),
  name: required(255).optional().meta({ description: 'Part of the name, in any case.' }),
  isActive: flag.optional(),
  updatedSince: since.optional(),
  limit: limit(MAX_ROWS),
  offset,
  cursor,
  ...sorting(['skuId', 'name', 'createdAt', 'updatedAt']),
});

export const ProductPullQuery = z.strictObject({ limit: limit(MAX_ROWS), skuId: required(30).optional() });

const BATCH = 1000;
/** One after the other, so that a wrong product fails alone. */
export const SkuBatch = z.array(z.unknown()).min(1).max(BATCH);
/** The same as the document shows it. */
export const ShownSkuBatch = z.array(SkuRequest).min(1).max(BATCH);

export const SkuBatchResult = z
  .object({
    jobId: z.string(),
    processed: z.number().int(),
    total: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    failedSkus: z.array(
      z.object({
        skuId: z.string().nullable(),
        index: z.number().int().meta({ description: 'Place in the batch, counted from 0.' }),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'SkuBatchResult' });

/** What an ERP or a warehouse says to the products of a job. */
export const ProductAcknowledgement = z
  .looseObject({
    jobId: required(30),
    status: text(30).optional(),
    failedSkus: z
      .array(z.looseObject({ skuId: required(30), message: text(4000).optional() }))
      .max(10_000)
      .optional(),
    progress: z.looseObject({ processed: z.number().int().optional(), total: z.number().int().optional() }).optional(),
  })
  .meta({ id: 'ProductAcknowledgement' });
