import { z } from 'zod';
import { flag, shortList } from './common';

/** Of a building's address nothing is asked: operators set buildings up, not clients. */
export const Building = z
  .looseObject({
    buildingId: z.string(),
    name: z.string(),
    address: z.record(z.string(), z.unknown()),
    isActive: flag.meta({ description: '`N`: takes no new orders.' }),
    timeZone: z.string().nullable(),
  })
  .meta({ id: 'Building' });

export const BuildingListQuery = shortList(['buildingId', 'name']);
