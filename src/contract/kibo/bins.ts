import { z } from 'zod';
import { required, text } from '../common/fields';
import { baseFields, BaseResponse, int64, isNamed, locationCode, nameFields, NAMELESS } from './common';

/** Bins and what lies in them. */

export const BinRequest = z
  .looseObject({
    ...baseFields,
    locationCode: locationCode.nullish(),
    binTypeID: int64.min(1).max(1_000).default(1),
    binStatusID: int64.min(1).max(1_000).default(1),
    name: required(60),
  })
  .meta({ id: 'KiboBinRequest' });

export const Bin = z
  .object({
    binID: z.number().int(),
    locationCode: z.string(),
    name: z.string(),
    binTypeID: z.number().int(),
    binStatusID: z.number().int(),
    frozen: z.boolean(),
  })
  .meta({ id: 'KiboBin' });
export const Bins = z.object({ bins: z.array(Bin), resultCount: z.number().int() }).meta({ id: 'KiboBins' });
export const BinPath = z.object({ bin_id: z.coerce.number().pipe(int64.min(1)) });
export const BinsQuery = z.looseObject({ locationCode: text(60).optional(), searchTerm: text(60).optional() });

export const BIN_TYPES = ['PICK', 'BULK', 'RECEIVING', 'RETURNS'] as const;
export const BIN_STATUSES = ['ACTIVE', 'INACTIVE'] as const;

const LoadedBin = BinRequest.extend({
  name: required(60).optional(),
  binName: required(60).optional(),
  products: z
    .array(z.looseObject({ ...nameFields, quantity: int64.min(0).max(1e12) }).refine(isNamed, NAMELESS))
    .max(5_000)
    .nullish()
    .meta({ description: 'What lies in it; without it that stays as it is.' }),
}).refine(({ name, binName }) => (name ?? binName) !== undefined, 'one of name or binName is required');

export const LoadBins = z
  .looseObject({ locationCode, bins: z.array(LoadedBin).min(1).max(1_000), dryRun: z.boolean().nullish() })
  .meta({ id: 'KiboLoadBins' });
export const LoadedBins = BaseResponse.extend({ bins: z.array(Bin), resultCount: z.number().int() }).meta({
  id: 'KiboLoadedBins',
});

const kind = int64.min(1).max(1_000).nullish();

/** A bin that is there, by its id. */
export const BinChange = z
  .looseObject({ ...baseFields, locationCode: locationCode.nullish(), binTypeID: kind, binStatusID: kind })
  .meta({ id: 'KiboBinChange' });
export const BinChanges = z
  .looseObject({
    ...baseFields,
    locationCode: locationCode.nullish(),
    bins: z
      .array(BinChange.extend({ binID: int64.min(1) }))
      .min(1)
      .max(1_000),
  })
  .meta({ id: 'KiboBinChanges' });
export const ChangedBins = BaseResponse.extend({ bins: z.array(Bin), numberAffected: z.number().int() }).meta({
  id: 'KiboChangedBins',
});

export const BinSearch = z
  .looseObject({
    ...baseFields,
    locationCode,
    binName: text(60).nullish(),
    product: z.looseObject(nameFields).nullish(),
  })
  .meta({ id: 'KiboBinSearch' });

export const BinQuantities = z
  .object({
    binQuantities: z.array(
      z.object({
        binID: z.number().int(),
        binName: z.string(),
        sku: z.string(),
        quantity: z.number().int(),
        reserved: z.number().int(),
        products: z
          .array(z.object({ sku: z.string(), quantity: z.number().int() }))
          .meta({ description: "The same, as the vendor's client reads it." }),
      }),
    ),
    success: z.boolean(),
    messages: z.array(z.string()),
    numResults: z.number().int(),
  })
  .meta({ id: 'KiboBinQuantities' });
