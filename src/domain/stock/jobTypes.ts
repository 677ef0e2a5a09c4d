/** The inventory jobs that a list of jobs can be narrowed to. */
export const LISTED_TYPES = [
  'REFRESH', 'ADJUST', 'RELEASE_SHIPMENTS', 'CREATE_PICK_WAVE', 'CLOSE_PICK_WAVE', 'PUT_AWAY_FILE', 'SHORT_PICK_ERROR',
  'CREATE_BIN_AUDIT', 'BIN_AUDIT_START', 'BIN_AUDIT_COMPLETION', 'RELEASE_PENDING_ITEMS',
] as const; // prettier-ignore

/** Every inventory job there is. */
export const STOCK_JOB_TYPES = [...LISTED_TYPES, 'ALLOCATE', 'DEALLOCATE', 'FULFILL', 'DELETE'] as const;
export type StockJobType = (typeof STOCK_JOB_TYPES)[number];

/** Items of one job that one call may carry. */
export const MOST_ITEMS: Partial<Record<StockJobType, number>> = { REFRESH: 12_000, ADJUST: 1_000 };

/** Jobs at one location run one at a time. */
export const stockLane = (businessUnitId: string, buildingId: string): string =>
  `stock/${businessUnitId}/${buildingId}`;
