import { z } from 'zod';
import { baseFields, int64, isNamed, locationCode, nameFields, NAMELESS } from './common';

export const BlockAssignmentRequest = z
  .looseObject({
    ...baseFields,
    locationCode: locationCode.nullish().meta({ description: 'Without it every location is meant.' }),
    items: z
      .array(
        z
          .looseObject({ ...nameFields, blockAssignment: z.boolean(), quantity: int64.nullish() })
          .refine(isNamed, NAMELESS),
      )
      .min(1)
      .max(1_000),
  })
  .meta({ id: 'KiboBlockAssignmentRequest' });
