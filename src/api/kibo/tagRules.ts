import { MOST_TAGS, type Tag } from '../../contract/kibo/tags';
import { Problem } from '../../platform/problem';

/** @throws Problem 400 where values are too many or do not make a whole */
export function requireTags(tags: Tag[] | null): Tag[] {
  if (!tags) throw new Problem('VALIDATION_FAILED', 'The percentages of a category have to make 100.');
  if (tags.length > MOST_TAGS) throw new Problem('VALIDATION_FAILED', `A category has at most ${MOST_TAGS} values.`);
  return tags;
}

/** @throws Problem 404 for what is not there */
export function requireFound<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Problem('NOT_FOUND', 'There is no such tag category or tag.');
  return found;
}
