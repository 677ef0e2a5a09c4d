import { holdWaiting, saveAllocations } from '../../store/stock/allocations';
import { wholeBuilding } from './wholeBuilding';

/** Which shipments are handed to the location; without ids all that wait. */
export interface ReleaseRequest {
  shipmentIds?: number[];
}

/** Shipments whose units are all bound are handed to the location, which may pick them from then on. */
export const releaseWork = wholeBuilding<ReleaseRequest>(
  async (tx, { businessUnitId, buildingId }, { shipmentIds }) => {
    const waiting = await holdWaiting(tx, businessUnitId, buildingId, 'release');
    const short = new Set(waiting.filter(({ pending }) => pending > 0).map(({ shipmentId }) => shipmentId));
    const ready = waiting.filter(
      ({ shipmentId }) => !short.has(shipmentId) && (shipmentIds?.includes(shipmentId) ?? true),
    );
    await saveAllocations(
      tx,
      ready.map((allocation) => ({ ...allocation, released: true })),
    );
    const released = new Set(ready.map(({ shipmentId }) => shipmentId));
    const left = (shipmentIds ?? []).filter((id) => !released.has(id));
    if (left.length > 0 && released.size === 0) {
      return {
        fault: { code: 'not_allocated', detail: `shipments without bound units here: ${left.slice(0, 10).join(', ')}` },
      };
    }
    return { result: { shipmentIds: [...released] } };
  },
);
