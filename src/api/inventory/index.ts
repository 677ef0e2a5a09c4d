import type { ApiDeps } from '../deps';
import type { Route } from '../route';
import { inventoryListRoutes } from './lists';
import { movementRoutes } from './movements';
import { statisticsRoutes } from './statistics';

/** What a business unit has, how it came to that, and what moves it. */
export const inventoryRoutes = (deps: ApiDeps): Route[] => [
  ...inventoryListRoutes(deps),
  ...statisticsRoutes(deps),
  ...movementRoutes(deps),
];
