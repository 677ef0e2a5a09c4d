import { posted, releasePending, type Posting } from '../../domain/stock';
import { holdWaiting, saveAllocations } from '../../store/stock/allocations';
import { holdStock, placeName } from '../../store/stock/hold';
import { postStock } from '../../store/stock/post';
import { referenceOf } from './bindings';
import { wholeBuilding } from './wholeBuilding';

/** Units that wait for stock are bound as far as it reaches, the oldest first. */
export const pendingWork = wholeBuilding(async (tx, list) => {
  const { businessUnitId, buildingId, arrivedAt, jobId } = list;
  const known = await holdWaiting(tx, businessUnitId, buildingId, 'stock', false);
  const shelves = await holdStock(tx, businessUnitId, known, arrivedAt);
  const waiting = await holdWaiting(tx, businessUnitId, buildingId, 'stock', true);
  const postings: Posting[] = [];
  const ready = waiting.filter((allocation) => {
    const name = placeName(allocation);
    const shelf = shelves.get(name) ?? [];
    const posting = releasePending(shelf, allocation, referenceOf(allocation), arrivedAt);
    if (!posting) return false;
    postings.push(posting);
    shelves.set(name, posted(shelf, [posting]));
    allocation.allocated += posting.allocated;
    allocation.pending += posting.pending;
    return true;
  });
  await postStock(
    tx,
    postings.map((posting) => ({ ...posting, jobId, position: 0 })),
  );
  await saveAllocations(tx, ready);
  return { result: { released: postings.reduce((units, { allocated }) => units + allocated, 0) } };
});
