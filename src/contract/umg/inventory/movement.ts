import { z } from 'zod';
import { MOVEMENT_STATUSES, MOVEMENT_TYPES, SIGNED_TYPES, type Movement } from '../../../domain/stock';
import { instant, day, required, stamp, text } from '../../common/fields';
import { startOf } from '../../common/instants';
import { stockStatus } from './answers';

/** Movements of one call. */
export const MOST_MOVEMENTS = 500;
const MOST_UNITS = 999_999_999;

const id = required(60);

const shape = z.looseObject({
  movementId: required(50).meta({ description: 'The sender’s own; a repeat has no effect.', examples: ['MV-10021'] }),
  businessUnitId: id,
  buildingId: id,
  timestamp: instant,
  movementType: z.enum(MOVEMENT_TYPES),
  skuId: required(60),
  quantity: z
    .number()
    .int()
    .min(-MOST_UNITS)
    .max(MOST_UNITS)
    .refine((units) => units !== 0, 'must not be 0')
    .meta({ description: 'Single units; signed for ADJUSTMENT and CYCLE_COUNT, else positive.' }),
  quantityMeasure: required(10).default('EA'),
  fromStatus: stockStatus.optional(),
  toStatus: stockStatus.optional(),
  toBuildingId: id.optional().meta({ description: 'For TRANSFER.' }),
  lotNumber: text(60).optional().meta({ description: 'Without it, of any lot.' }),
  expirationDate: day.optional(),
  serialNumbers: z.array(required(100)).max(10_000).optional(),
  reasonCode: text(20).optional(),
  referenceNumber: text(60).optional(),
  notes: text(1000).optional(),
});
type Sent = z.output<typeof shape>;

/** What members say together: which one is wrong, and why. */
function faultsOf(sent: Sent): [member: keyof Sent & string, message: string][] {
  const { movementType: type, quantity, fromStatus, toStatus, toBuildingId, serialNumbers: serials = [] } = sent;
  const faults: [keyof Sent & string, string][] = [];
  const fault = (when: boolean, member: keyof Sent & string, message: string): void => {
    if (when) faults.push([member, message]);
  };
  fault(quantity < 0 && !SIGNED_TYPES.includes(type), 'quantity', `must be positive for ${type}`);
  fault(type === 'STATUS_CHANGE' && fromStatus === undefined, 'fromStatus', 'required for STATUS_CHANGE');
  fault(type === 'STATUS_CHANGE' && toStatus === undefined, 'toStatus', 'required for STATUS_CHANGE');
  const same = type === 'STATUS_CHANGE' && fromStatus !== undefined && fromStatus === toStatus;
  fault(same, 'toStatus', 'must differ from fromStatus');
  fault(type === 'TRANSFER' && toBuildingId === undefined, 'toBuildingId', 'required for TRANSFER');
  fault(
    type === 'TRANSFER' && toBuildingId === sent.buildingId,
    'toBuildingId',
    'must be another building than buildingId',
  );
  const miscounted = serials.length > 0 && serials.length !== Math.abs(quantity);
  fault(miscounted, 'serialNumbers', 'must be as many as units');
  fault(new Set(serials).size < serials.length, 'serialNumbers', 'each serial number once');
  return faults;
}

/** A change of stock: from a warehouse's connection a fact, from a client a request to the warehouse. */
export const InventoryMovement = shape
  .superRefine((sent, context) => {
    for (const [member, message] of faultsOf(sent)) context.addIssue({ code: 'custom', path: [member], message });
  })
  .meta({ id: 'InventoryMovement' });
export type InventoryMovement = z.output<typeof InventoryMovement>;

export const InventoryMovements = z.array(InventoryMovement).min(1).max(MOST_MOVEMENTS);

/** Ours: a movement as it was sent, and how it stands. */
export const InventoryMovementState = shape
  .extend({
    status: z.enum(MOVEMENT_STATUSES).meta({
      description:
        'REQUESTED, SENT: the warehouse has not answered. ACCEPTED: about to be posted. POSTED: in the ledger. REFUSED: the warehouse would not. EXCEPTION: no answer came.',
    }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Why it was refused or waits for a person, or what was booked otherwise.' }),
    receivedAt: stamp,
    sentAt: stamp.nullable(),
    dueAt: stamp.nullable(),
    answeredAt: stamp.nullable(),
    postedAt: stamp.nullable(),
  })
  .meta({ id: 'InventoryMovementState' });

/** Ours: what a warehouse says to a movement that it was asked for. */
export const MovementAnswer = z
  .object({ accepted: z.boolean(), reason: text(200).optional() })
  .meta({ id: 'InventoryMovementAnswer' });

/** A movement as the ledger takes it. What is said to come in the future has come now. */
export function toMovement(sent: InventoryMovement, now = new Date()): Movement {
  const { movementId, businessUnitId, buildingId, skuId, quantity, fromStatus, toStatus, toBuildingId } = sent;
  const { reasonCode, notes } = sent;
  const stated = startOf(sent.timestamp) ?? now.toISOString();
  const at = stated < now.toISOString() ? stated : now.toISOString();
  return {
    movementId,
    businessUnitId,
    buildingId,
    at,
    type: sent.movementType,
    skuId,
    quantity,
    fromStatus,
    toStatus,
    toBuildingId: sent.movementType === 'TRANSFER' ? toBuildingId : undefined,
    lot: sent.lotNumber,
    expirationDate: sent.expirationDate?.slice(0, 'YYYY-MM-DD'.length),
    serials: sent.serialNumbers ?? [],
    reasonCode,
    notes,
  };
}
