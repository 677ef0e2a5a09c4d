import { CategoryPath, settled, Tag, TagPath, TagRequest, TagUpdate, withTags } from '../../contract/kibo/tags';
import { changeCategory, listCategories } from '../../store/stock/tags';
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
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const { tagCategoryName, tagValue } = call.params;
      const category = (await listCategories(db, unit.id)).find(({ name }) => name === tagCategoryName);
      return { status: 200, body: find(requireFound(category), tagValue) };
    }),

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
      responses: { 200: Tag },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const { tagCategoryName, tagValue } = call.params;
      const known = (await listCategories(db, unit.id)).find(({ name }) => name === tagCategoryName);
      const gone = find(requireFound(known), tagValue);
      await changeCategory(db, unit.id, tagCategoryName, ({ name, tags }) => {
        const left = tags.filter((tag) => tag.tagID !== gone.tagID).map((tag) => ({ ...tag, percent: null }));
        return { name, tags: requireTags(settled(left)) };
      });
      return { status: 200, body: gone };
    }),
  ];
};
