import { z } from 'zod';
import { required } from '../common/fields';

/** Values of all categories of one tenant, and categories. */
export const MOST_CATEGORIES = 3;
export const MOST_TAGS = 6;

const percent = z.number().min(0).max(100).nullish();

export const TagRequest = z
  .looseObject({ tagValue: required(50), isDefault: z.boolean().nullish(), percent })
  .meta({ id: 'KiboTagRequest' });

export const CategoryRequest = z
  .looseObject({ name: required(50), tags: z.array(TagRequest).max(MOST_TAGS).nullish() })
  .meta({ id: 'KiboTagCategoryRequest' });

export const CategoryUpdate = z
  .looseObject({ name: required(50).nullish(), tags: z.array(TagRequest).max(MOST_TAGS).nullish() })
  .meta({ id: 'KiboTagCategoryUpdate' });

export const TagUpdate = z
  .looseObject({ tagValue: required(50).nullish(), isDefault: z.boolean().nullish(), percent })
  .meta({ id: 'KiboTagUpdate' });

export const Tag = z
  .object({
    tagID: z.number().int(),
    tagValue: z.string(),
    isDefault: z.boolean(),
    percent: z.number().nullable(),
    created: z.string(),
    updated: z.string(),
  })
  .meta({ id: 'KiboTag' });
export type Tag = z.infer<typeof Tag>;

export const TagCategory = z
  .object({
    tagCategoryID: z.number().int(),
    name: z.string(),
    created: z.string(),
    deletion_job_ids: z.array(z.number().int()),
    tags: z.array(Tag),
  })
  .meta({ id: 'KiboTagCategory' });

/** What was removed, and how much that was. */
const deleted = z.number().int();
export const DeletedTag = Tag.extend({ deleted }).meta({ id: 'KiboDeletedTag' });
export const DeletedCategory = TagCategory.extend({ deleted }).meta({ id: 'KiboDeletedTagCategory' });

export const CategoryPath = z.object({ tagCategoryName: required(50) });
export const TagPath = CategoryPath.extend({ tagValue: required(50) });

type Wanted = z.output<typeof TagRequest>;

/**
 * The values of a category after some were named: known ones are changed, others added; the first is the default where
 * none is. Null: their percentages are more or less than the whole.
 */
export function withTags(known: readonly Tag[], wanted: readonly Wanted[], now: string): Tag[] | null {
  const tags = new Map(known.map((tag) => [tag.tagValue, tag]));
  let last = Math.max(0, ...known.map(({ tagID }) => tagID));
  for (const { tagValue, isDefault, percent: share } of wanted) {
    const old = tags.get(tagValue);
    tags.set(tagValue, {
      tagID: old?.tagID ?? (last += 1),
      tagValue,
      isDefault: isDefault ?? old?.isDefault ?? false,
      percent: share ?? old?.percent ?? null,
      created: old?.created ?? now,
      updated: now,
    });
  }
  return settled([...tags.values()], wanted.find(({ isDefault }) => isDefault)?.tagValue);
}

/** One default, and percentages that make a whole. */
export function settled(tags: readonly Tag[], chosen?: string): Tag[] | null {
  const first = chosen ?? tags.find(({ isDefault }) => isDefault)?.tagValue ?? tags[0]?.tagValue;
  const shares = tags.flatMap(({ percent: share }) => share ?? []);
  if (shares.length > 0 && shares.reduce((all, share) => all + share, 0) !== 100) return null;
  return tags.map((tag) => ({ ...tag, isDefault: tag.tagValue === first }));
}
