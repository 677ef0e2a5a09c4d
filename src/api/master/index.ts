import type { ApiDeps } from '../deps';
import type { Route } from '../route';
import { amazonKeyRoutes } from './amazonKeys';
import { brokerRoutes } from './brokers';
import { buildingRoutes } from './buildings';
import { productBatchRoute } from './productBatch';
import { productExchangeRoutes } from './productExchange';
import { productRoutes } from './products';
import { settingsRoutes } from './settings';
import { unitRoutes } from './units';

/** Business units and products. */
export const masterRoutes = (deps: ApiDeps): Route[] => [
  ...unitRoutes(deps),
  ...buildingRoutes(deps),
  ...settingsRoutes(deps),
  ...amazonKeyRoutes(deps),
  ...brokerRoutes(deps),
  productBatchRoute(deps),
  ...productRoutes(deps),
  ...productExchangeRoutes(deps),
];
