import type { WmsMovementMessage } from '../../partner';
import type { InventoryMovement } from './movement';

/** A movement as it is asked of the warehouse; its message id is the same on every try. */
export function toWmsMovement(sent: InventoryMovement): WmsMovementMessage {
  const { movementId, businessUnitId, buildingId, timestamp, movementType, skuId, quantity, quantityMeasure } = sent;
  return {
    messageId: `movement/${movementId}`,
    movementId,
    businessUnitId,
    buildingId,
    requestedAt: timestamp,
    movementType,
    skuId,
    quantity,
    quantityMeasure,
    fromStatus: sent.fromStatus ?? null,
    toStatus: sent.toStatus ?? null,
    toBuildingId: sent.toBuildingId ?? null,
    lotNumber: sent.lotNumber ?? null,
    expirationDate: sent.expirationDate ?? null,
    serialNumbers: sent.serialNumbers ?? [],
    reasonCode: sent.reasonCode ?? null,
    referenceNumber: sent.referenceNumber ?? null,
  };
}
