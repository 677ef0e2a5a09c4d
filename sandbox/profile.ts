import { z } from 'zod';
import type { Books } from './books/books';

const ms = z.number().int().min(0).max(86_400_000);

/** How the partners behave when nothing is wrong; times in milliseconds after what they follow. */
const profileSchema = z.object({
  manual: z.boolean().describe('The warehouse does nothing by itself, also answers no recall'),
  picking: z.boolean().describe('Whether picking is reported'),
  tracking: z.boolean().describe('Whether the carrier reports on every shipment, as after -TRACK'),
  acknowledgeMs: ms.describe('After the drop'),
  pickMs: ms.describe('After the drop'),
  shipMs: ms.describe('After the drop'),
  recallMs: ms.describe('After the recall'),
  slowRecallMs: ms.describe('After the recall, -SLOWRECALL'),
  slowDropMs: ms.describe('Until a drop of -WMSSLOW is done'),
  offerMs: ms.describe('Life of an offer'),
  shortOfferMs: ms.describe('Life of an offer that ends early'),
  voidableMs: ms.describe('How long a booking can be voided without charge, from the quote'),
  slowBookMs: ms.describe('Until a booking of -SLOWBOOK is answered'),
  proMs: ms.describe('From booking to PRO number, or to a cancellation by the carrier'),
  trackMs: ms.describe('Between two carrier events'),
});
export type Profile = z.output<typeof profileSchema>;
export const profilePatch = profileSchema.partial().extend({ businessUnitId: z.string().min(1).optional() });

const DEFAULTS: Profile = {
  manual: false,
  picking: true,
  tracking: false,
  acknowledgeMs: 150,
  pickMs: 400,
  shipMs: 800,
  recallMs: 150,
  slowRecallMs: 3000,
  slowDropMs: 3000,
  offerMs: 3_600_000,
  shortOfferMs: 1000,
  voidableMs: 86_400_000,
  slowBookMs: 5000,
  proMs: 500,
  trackMs: 200,
};

/** The profile in force, for one business unit where it has one of its own. */
export function profileOf(books: Books, businessUnitId?: string): Profile {
  const general = books.settings.get('profile') as Partial<Profile> | undefined;
  const own = businessUnitId ? (books.settings.get(`profile/${businessUnitId}`) as Partial<Profile> | undefined) : {};
  return { ...DEFAULTS, ...general, ...own };
}

/** Merges a change into the general profile, or into that of the business unit it names. */
export function changeProfile(books: Books, { businessUnitId, ...patch }: z.output<typeof profilePatch>): Profile {
  const id = businessUnitId ? `profile/${businessUnitId}` : 'profile';
  books.write([['settings', id, { ...(books.settings.get(id) as object | undefined), ...patch }]]);
  return profileOf(books, businessUnitId);
}
