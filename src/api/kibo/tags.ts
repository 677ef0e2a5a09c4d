import { z } from 'zod';
import {
  CategoryPath,
  CategoryRequest,
  CategoryUpdate,
  DeletedCategory,
  MOST_CATEGORIES,
  TagCategory,
  withTags,
} from '../../contract/kibo/tags';
import { Problem } from '../../platform/problem';
import {
  changeCategory,
  createCategory,
  listCategories,
  removeCategory,
  type StoredCategory,
} from '../../store/stock/tags';
import type { ApiDeps } from '../deps';
import { route, type Route } from '../route';
import { MOVE, READ, spec, tenantOf } from './call';
import { requireFound, requireTags } from './tagRules';

const render = ({ id, name, tags, createdAt }: StoredCategory): z.input<typeof TagCategory> => ({
  tagCategoryID: id,
  name,
  created: createdAt,
  deletion_job_ids: [],
  tags,
});

/** Categories of tags. */
export const tagRoutes = (deps: ApiDeps): Route[] => {
  const { db } = deps;
  const path = '/v1/tagCategory';
  const one = `${path}/{tagCategoryName}`;
  const now = (): string => new Date().toISOString();
  return [
    route({
      ...spec(READ, { method: 'get', path, id: 'listTagCategories', summary: 'Tag categories' }),
      responses: { 200: z.array(TagCategory) },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      return { status: 200, body: (await listCategories(db, unit.id)).map(render) };
    }),

    route({
      ...spec(MOVE, { method: 'post', path, id: 'createTagCategory', summary: 'Make a tag category' }),
      body: CategoryRequest,
      responses: { 200: TagCategory },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const known = await listCategories(db, unit.id);
      if (known.length >= MOST_CATEGORIES)
        throw new Problem('VALIDATION_FAILED', `There are at most ${MOST_CATEGORIES} categories.`);
      const tags = requireTags(withTags([], call.body.tags ?? [], now()));
      const made = await createCategory(db, unit.id, call.body.name, tags);
      if (!made) throw new Problem('ALREADY_EXISTS');
      return { status: 200, body: render(made) };
    }),

    route({
      ...spec(READ, { method: 'get', path: one, id: 'getTagCategory', summary: 'A tag category' }),
      params: CategoryPath,
      responses: { 200: TagCategory },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const known = await listCategories(db, unit.id);
      return {
        status: 200,
        body: render(requireFound(known.find(({ name }) => name === call.params.tagCategoryName))),
      };
    }),

    route({
      ...spec(MOVE, { method: 'put', path: one, id: 'updateTagCategory', summary: 'Change a tag category' }),
      params: CategoryPath,
      body: CategoryUpdate,
      responses: { 200: TagCategory },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const { name, tags } = call.body;
      const changed = await changeCategory(db, unit.id, call.params.tagCategoryName, (category) => ({
        name: name ?? category.name,
        tags: requireTags(withTags(category.tags, tags ?? [], now())),
      }));
      return { status: 200, body: render(requireFound(changed)) };
    }),

    route({
      ...spec(MOVE, { method: 'delete', path: one, id: 'deleteTagCategory', summary: 'Remove a tag category' }),
      params: CategoryPath,
      responses: { 200: DeletedCategory },
      problems: [404],
    })(async (call) => {
      const { unit } = await tenantOf(deps, call);
      const gone = requireFound(await removeCategory(db, unit.id, call.params.tagCategoryName));
      return { status: 200, body: { ...render(gone), deleted: 1 } };
    }),
  ];
};
