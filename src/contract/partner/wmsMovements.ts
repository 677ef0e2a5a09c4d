import { z } from 'zod';
import { MOVEMENT_TYPES, STOCK_STATUSES } from '../../domain/stock';
import { MAX_BATCH, messageId } from './common';

/**
 * Movements of stock that we ask a warehouse for: `POST {url}/movements`, idempotent by `messageId`. It answers at once
 * (`done`, `refused`), or says `received` and answers later by `POST /inventoryMovement/{movementId}/answer`.
 */

const status = z.enum(STOCK_STATUSES).nullable();

export const wmsMovementMessage = z.object({
  messageId,
  movementId: z.string().min(1).max(50),
  businessUnitId: z.string().min(1).max(60),
  buildingId: z.string().min(1).max(60),
  requestedAt: z.string().max(40),
  movementType: z.enum(MOVEMENT_TYPES),
  skuId: z.string().min(1).max(60),
  quantity: z.number().int().describe('Signed for ADJUSTMENT and CYCLE_COUNT, else positive'),
  quantityMeasure: z.string().max(10),
  fromStatus: status,
  toStatus: status,
  toBuildingId: z.string().max(60).nullable(),
  lotNumber: z.string().max(60).nullable(),
  expirationDate: z.string().max(40).nullable(),
  serialNumbers: z.array(z.string().max(100)),
  reasonCode: z.string().max(20).nullable(),
  referenceNumber: z.string().max(60).nullable(),
});
export type WmsMovementMessage = z.infer<typeof wmsMovementMessage>;
export const wmsMovementsRequest = z.object({ messages: z.array(wmsMovementMessage).min(1).max(MAX_BATCH) });

export const wmsMovementResult = z.object({
  messageId,
  status: z.enum(['done', 'received', 'refused']).describe('Of a repeat, what it has come to since'),
  reason: z.string().max(200).optional().describe('Of a refusal; no personal data'),
});
export type WmsMovementResult = z.infer<typeof wmsMovementResult>;
export const wmsMovementsAnswer = z.object({ results: z.array(wmsMovementResult) });
