import { INBOUND_KINDS } from '../../domain/inbound';
import type { ApiDeps } from '../deps';
import type { Route } from '../route';
import { receiptConfirmationRoute } from './confirmation';
import { receiptRoutes } from './receipts';
import { documentRoutes, partsOf } from './routes';

/** Advance shipping notices, returns and purchase orders, and what the warehouse says has come of them. */
export const inboundRoutes = (deps: ApiDeps): Route[] => [
  ...INBOUND_KINDS.flatMap((kind) => {
    const parts = partsOf(kind);
    return [...documentRoutes(deps, kind, parts), ...receiptRoutes(deps, parts)];
  }),
  receiptConfirmationRoute(deps),
];
