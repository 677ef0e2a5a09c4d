import type { z } from 'zod';
import {
  CategoryPath,
  DeletedTag,
  settled,
  Tag,
  TagPath,
  TagRequest,
  TagUpdate,
  withTags,
} from '../../contract/kibo/tags';
import { changeCategory, listCategories } from '../../store/stock/tags';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, READ, spec, tenantOf } from './call';
import { requireFound, requireTags } from './tagRules';

/** The values of one category. */
export const tagValueRoutes = (deps: ApiDeps): Route[] => {
  const { db } = deps;
  const all = '/v1/tagCategory/{tagCategoryName}/tag';
  const one = `${all}/{tagValue}`;
  const now = (): string => new Date().toISOString();
  const find = ({ tags }: { tags: Tag[] }, value: string): Tag =>
    requireFound(tags.find(({ tagValue }) => tagValue === value));
  /** The value that a path names. @throws Problem 404 */
  const named = async (call: CallContext & { params: z.output<typeof TagPath> }) => {
    const { unit } = await tenantOf(deps, call);
    const { tagCategoryName, tagValue } = call.params;
    const category = (await listCategories(db, unit.id)).find(({ name }) => name === tagCategoryName);
    return { businessUnitId: unit.id, tag: find(requireFound(category), tagValue) };
  };
  return [
    route({
      ...spec(MOVE, { method: 'post', path: all, id: 'createTag', summary: 'Add a value to a category' }),
      params: CategoryPath,
      body: TagRequest,
      responses: { 200: Tag },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const changed = await changeCategory(db, unit.id, call.params.tagCategoryName, ({ name, tags }) => ({
        name,
        tags: requireTags(withTags(tags, [call.body], now())),
      }));
      return { status: 200, body: find(requireFound(changed), call.body.tagValue) };
    }),

    route({
      ...spec(READ, { method: 'get', path: one, id: 'getTag', summary: 'A value of a category' }),
      params: TagPath,
      responses: { 200: Tag },
      problems: [404],
    })(async (call) => ({ status: 200, body: (await named(call)).tag })),

    route({
      ...spec(MOVE, { method: 'put', path: one, id: 'updateTag', summary: 'Change a value of a category' }),
      params: TagPath,
      body: TagUpdate,
      responses: { 200: Tag },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const { tagCategoryName, tagValue } = call.params;
      const to = call.body.tagValue ?? tagValue;
      const changed = await changeCategory(db, unit.id, tagCategoryName, (category) => {
        const old = find(category, tagValue);
        const renamed = category.tags.map((tag) => (tag === old ? { ...old, tagValue: to } : tag));
        return { name: category.name, tags: requireTags(withTags(renamed, [{ ...call.body, tagValue: to }], now())) };
      });
      return { status: 200, body: find(requireFound(changed), to) };
    }),

    route({
      ...spec(MOVE, { method: 'delete', path: one, id: 'deleteTag', summary: 'Remove a value of a category' }),
      params: TagPath,
      responses: { 200: DeletedTag },
      problems: [404],
    })(async (call) => {
      const { businessUnitId, tag: gone } = await named(call);
      await changeCategory(db, businessUnitId, call.params.tagCategoryName, ({ name, tags }) => {
        const left = tags.filter(({ tagID }) => tagID !== gone.tagID).map((tag) => ({ ...tag, percent: null }));
        return { name, tags: requireTags(settled(left)) };
      });
      return { status: 200, body: { ...gone, deleted: 1 } };
    }),
  ];
};
