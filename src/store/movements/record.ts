import type { Instant } from '../../domain/order';
import type { MovementStatus } from '../../domain/stock';
import { inventoryMovements as table } from '../schema';

/** A movement's name: its sender's id is unique in the organization. */
export interface MovementName {
  orgId: string;
  movementId: string;
}

/** A movement as it is kept. */
export interface MovementRecord extends MovementName {
  businessUnitId: string;
  buildingId: string;
  source: string;
  digest: string;
  /** As it was sent. */
  document: Record<string, unknown>;
  status: MovementStatus;
  reason: string | null;
  receivedAt: Instant;
  sentAt: Instant | null;
  dueAt: Instant | null;
  answeredAt: Instant | null;
  postedAt: Instant | null;
}

export const MOVEMENT_COLUMNS = {
  orgId: table.orgId,
  movementId: table.movementId,
  businessUnitId: table.businessUnitId,
  buildingId: table.buildingId,
  source: table.source,
  digest: table.digest,
  document: table.document,
  status: table.status,
  reason: table.reason,
  receivedAt: table.receivedAt,
  sentAt: table.sentAt,
  dueAt: table.dueAt,
  answeredAt: table.answeredAt,
  postedAt: table.postedAt,
};
