import type { StockJobType } from '../../domain/stock';
import { completeAuditWork, createAuditWork, startAuditWork } from './audits';
import { allocateWork, deallocateWork, fulfilWork } from './bindings';
import { adjustWork, refreshWork } from './counts';
import { putAwayWork, shortPickWork } from './floor';
import { pendingWork } from './pending';
import { deleteWork } from './removals';
import { releaseWork } from './shipments';
import { closeWaveWork, createWaveWork } from './waves';
import type { StockWork } from './work';

export * from './work';

/** What each type of inventory job does. */
export const STOCK_WORK: Record<StockJobType, StockWork> = {
  REFRESH: refreshWork,
  ADJUST: adjustWork,
  ALLOCATE: allocateWork,
  DEALLOCATE: deallocateWork,
  FULFILL: fulfilWork,
  DELETE: deleteWork,
  RELEASE_PENDING_ITEMS: pendingWork,
  RELEASE_SHIPMENTS: releaseWork,
  CREATE_PICK_WAVE: createWaveWork,
  CLOSE_PICK_WAVE: closeWaveWork,
  PUT_AWAY_FILE: putAwayWork,
  SHORT_PICK_ERROR: shortPickWork,
  CREATE_BIN_AUDIT: createAuditWork,
  BIN_AUDIT_START: startAuditWork,
  BIN_AUDIT_COMPLETION: completeAuditWork,
};
