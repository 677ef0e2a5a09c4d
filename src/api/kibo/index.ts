import type { ApiDeps } from '../deps';
import type { Route } from '../route';
import { allocationRoutes } from './allocations';
import { assignmentRoute } from './assignment';
import { auditRoutes } from './audits';
import { binRoutes } from './bins';
import { countRoutes } from './counts';
import { deleteRoutes } from './deletes';
import { floorRoutes } from './floor';
import { inventoryRoutes } from './inventory';
import { locationRoutes } from './locations';
import { oldRecordRoutes } from './oldRecords';
import { orderItemRoute } from './orderItems';
import { futureDateRoute, pendingRoutes } from './pending';
import { platformRoutes } from './platform';
import { queueRoutes } from './queue';
import { tagRoutes } from './tags';
import { tagValueRoutes } from './tagValues';
import { waveRoutes } from './waves';

/** The vendor's inventory calls, and what its client asks for before. */
export const kiboRoutes = (deps: ApiDeps): Route[] => [
  ...platformRoutes(deps),
  ...queueRoutes(deps),
  ...countRoutes(deps),
  ...allocationRoutes(deps),
  orderItemRoute(deps),
  assignmentRoute(deps),
  ...deleteRoutes(deps),
  ...oldRecordRoutes(deps),
  ...inventoryRoutes(deps),
  futureDateRoute(deps),
  ...locationRoutes(deps),
  ...tagRoutes(deps),
  ...tagValueRoutes(deps),
  ...binRoutes(deps),
  ...floorRoutes(deps),
  ...waveRoutes(deps),
  ...auditRoutes(deps),
  ...pendingRoutes(deps),
];
