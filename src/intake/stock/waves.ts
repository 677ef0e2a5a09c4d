import { sellable, type Shelf } from '../../domain/stock';
import { allocationsOfWave, holdWaiting, saveAllocations, type Allocation } from '../../store/stock/allocations';
import { holdStock, placeName } from '../../store/stock/hold';
import { closeWave, createWave, holdWave, type WaveLine } from '../../store/stock/waves';
import { wholeBuilding } from './wholeBuilding';

export interface WaveRequest {
  type: string;
  maxOrders?: number;
  skuIds?: string[];
}

/** The first orders of what waits; all of it where no number is given. */
function firstOrders(waiting: readonly Allocation[], { maxOrders = Infinity, skuIds }: WaveRequest): Allocation[] {
  const wanted = waiting.filter(({ skuId }) => skuIds?.includes(skuId) ?? true);
  const orders = [...new Set(wanted.map(({ orderId }) => orderId))].slice(0, maxOrders);
  return wanted.filter(({ orderId }) => orders.includes(orderId));
}

/** Where the units of an allocation are taken from: bins in their order, then what lies loose. */
function picks(shelf: Shelf, allocation: Allocation, taken: Map<number, number>): WaveLine[] {
  const rows = sellable(shelf);
  const binned = [...rows.filter(({ bin }) => bin !== ''), ...rows.filter(({ bin }) => bin === '')];
  const lines: WaveLine[] = [];
  let rest = allocation.allocated;
  for (const { stockId, skuId, bin, onHand } of binned) {
    const quantity = Math.min(rest, onHand - (taken.get(stockId) ?? 0));
    if (quantity <= 0) continue;
    lines.push({ allocationId: allocation.id, stockId, skuId, bin, quantity });
    taken.set(stockId, (taken.get(stockId) ?? 0) + quantity);
    rest -= quantity;
  }
  return lines;
}

/** Released units are planned to be picked: their bins are reserved, no quantity changes. */
export const createWaveWork = wholeBuilding<WaveRequest>(async (tx, list, request) => {
  const { businessUnitId, buildingId, arrivedAt } = list;
  const known = await holdWaiting(tx, businessUnitId, buildingId, 'wave', false);
  const shelves = await holdStock(tx, businessUnitId, known, arrivedAt);
  const chosen = firstOrders(await holdWaiting(tx, businessUnitId, buildingId, 'wave'), request);
  const taken = new Map<number, number>();
  const lines = chosen.flatMap((allocation) => picks(shelves.get(placeName(allocation)) ?? [], allocation, taken));
  if (lines.length === 0) return { fault: { code: 'not_allocated', detail: 'nothing waits to be picked' } };
  const waveId = await createWave(tx, businessUnitId, { buildingId, type: request.type, lines, recoveryOf: null });
  await saveAllocations(
    tx,
    chosen.map((allocation) => ({ ...allocation, waveId })),
  );
  return { result: { waveID: waveId, message: `wave ${waveId}: ${lines.length} to pick` } };
});

export interface CloseRequest {
  waveId: number;
  /** The rest is picked in another wave; else it waits for any. */
  createRecovery: boolean;
  /** Bins that were picked; without them all were. */
  bins?: string[];
}

/** What was not picked goes into a recovery wave, or waits again. */
export const closeWaveWork = wholeBuilding<CloseRequest>(async (tx, list, { waveId, createRecovery, bins }) => {
  const { businessUnitId } = list;
  const wave = await holdWave(tx, businessUnitId, waveId);
  if (!wave) return { fault: { code: 'unknown_record', detail: `no open wave ${waveId}` } };
  const left = wave.lines.filter(({ bin }) => bins !== undefined && !bins.includes(bin));
  await closeWave(tx, waveId);
  const { buildingId, type } = wave;
  const recovery =
    createRecovery && left.length > 0
      ? await createWave(tx, businessUnitId, { buildingId, type, lines: left, recoveryOf: waveId })
      : null;
  const unpicked = new Set(left.map(({ allocationId }) => allocationId));
  const allocations = await allocationsOfWave(tx, businessUnitId, waveId);
  await saveAllocations(
    tx,
    allocations.filter(({ id }) => unpicked.has(id)).map((allocation) => ({ ...allocation, waveId: recovery })),
  );
  return { result: recovery === null ? {} : { recoveryWaveID: recovery, message: `recovery wave ${recovery}` } };
});
