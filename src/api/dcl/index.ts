import type { ApiDeps } from '../deps';
import type { Route } from '../route';
import { batchRoute } from './batches';
import { DOORS } from './doors';
import { itemsRoute } from './items';
import { changeRoutes } from './orderChanges';
import { ordersRoute } from './orderSearch';
import { poNotificationRoute } from './poNotifications';

/** The DCL calls, live and in the sandbox. */
export const dclRoutes = (deps: ApiDeps): Route[] =>
  DOORS.flatMap((door) => [
    batchRoute(deps, door),
    ordersRoute(deps, door),
    ...changeRoutes(deps, door),
    itemsRoute(deps, door),
    poNotificationRoute(deps, door),
  ]);
