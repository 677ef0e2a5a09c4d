/** Where a movement stands: asked for, with the warehouse, promised by it, in the ledger, refused, or left to a person. */
export const MOVEMENT_STATUSES = ['REQUESTED', 'SENT', 'ACCEPTED', 'POSTED', 'REFUSED', 'EXCEPTION'] as const;
export type MovementStatus = (typeof MOVEMENT_STATUSES)[number];
