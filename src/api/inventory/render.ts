import type { z } from 'zod';
import type { InventorySerialNumber, InventoryTransaction } from '../../contract/umg/inventory';
import { readReference } from '../../domain/stock';
import type { SerialNumber } from '../../store/stock/serials';
import type { Statistics } from '../../store/stock/statistics';
import type { StockTransaction } from '../../store/stock/transactions';

/** What the ledger counts in. */
const UNIT = 'EA';

/** Goods that come have a status to be in, goods that leave one that they were in; a change of status has both. */
function statusesOf({ units, status, details: { otherStatus } }: StockTransaction) {
  return units > 0 ? { fromStatus: otherStatus, toStatus: status } : { fromStatus: status, toStatus: otherStatus };
}

export function renderTransaction(row: StockTransaction): z.input<typeof InventoryTransaction> {
  const { details, serial } = row;
  const about = row.reference === null ? null : readReference(row.reference);
  return {
    transactionId: String(row.entryId),
    timestamp: row.at,
    transactionType: row.type,
    skuId: row.skuId,
    buildingId: row.buildingId,
    lotNumber: row.lot,
    serialNumbers: serial === '' ? [] : [serial],
    quantity: row.units,
    quantityMeasure: UNIT,
    ...statusesOf(row),
    reasonCode: details.reasonCode,
    referenceType: about?.type ?? undefined,
    referenceNumber: about?.number,
    notes: details.notes,
    counterpartBuildingId: details.otherBuildingId,
  };
}

/** The figures that all statistics share. */
export const renderFigures = ({ onHand, available, allocated, onHold, damaged, belowZero, updatedAt }: Statistics) => ({
  quantityOnHand: onHand,
  quantityAvailable: available,
  quantityAllocated: allocated,
  quantityOnHold: onHold,
  quantityDamaged: damaged,
  quantityMeasure: UNIT,
  belowZero,
  updatedAt,
});

export function renderSerial({ reference, ...serial }: SerialNumber): z.input<typeof InventorySerialNumber> {
  const about = reference === null ? null : readReference(reference);
  return { ...serial, referenceType: about?.type ?? null, referenceNumber: about?.number ?? null };
}
