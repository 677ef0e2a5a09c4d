import { dclRoutes } from '../dcl';
import type { ApiDeps } from '../deps';
import { inventoryRoutes } from '../inventory';
import { inboundRoutes } from '../inbound';
import { kiboRoutes } from '../kibo';
import { masterRoutes } from '../master';
import type { Route } from '../route';
import { acknowledgementRoute } from './acknowledgement';
import { customersRoute } from './b2bCustomers';
import { bulkControlRoutes } from './bulkControl';
import { bulkCreateRoute } from './bulkCreate';
import { bulkReadRoutes } from './bulkRead';
import { bulkResultRoutes } from './bulkResults';
import { tokenRoute } from './erpToken';
import { exceptionRoutes } from './exceptions';
import { cancelRoute } from './orderCancel';
import { createRoute } from './orderCreate';
import { holdRoutes } from './orderHolds';
import { listRoute } from './orderList';
import { pullRoute } from './orderPull';
import { readRoutes } from './orderRead';
import { updateRoute } from './orderUpdate';
import { parkedRoutes } from './parkedCallbacks';
import { partnerEventRoutes } from './partnerEvents';
import { shipConfirmationRoute } from './shipConfirmation';
import { correctionRoute } from './shipmentCorrection';
import { bookingRoutes } from './tmsBooking';
import { dropRoutes } from './tmsDrop';
import { quoteRoute } from './tmsQuote';

/** Every route there is: what the application mounts and what the OpenAPI document shows. */
export const routeTable = (deps: ApiDeps): Route[] => [
  listRoute(deps),
  createRoute(deps),
  // Before the orders: `bulk` is no order number.
  bulkCreateRoute(deps),
  ...bulkResultRoutes(deps),
  ...bulkReadRoutes(deps),
  ...bulkControlRoutes(deps),
  ...readRoutes(deps),
  updateRoute(deps),
  cancelRoute(deps),
  ...holdRoutes(deps),
  correctionRoute(deps),
  customersRoute(deps),
  pullRoute(deps),
  acknowledgementRoute(deps),
  shipConfirmationRoute(deps),
  ...partnerEventRoutes(deps),
  ...inboundRoutes(deps),
  quoteRoute(deps),
  ...bookingRoutes(deps),
  ...dropRoutes(deps),
  tokenRoute(deps),
  ...exceptionRoutes(deps),
  ...parkedRoutes(deps),
  ...inventoryRoutes(deps),
  ...masterRoutes(deps),
  ...dclRoutes(deps),
  ...kiboRoutes(deps),
];
