export interface GatheringOptions<Item> {
  /** Items of one lane go together; a slow list keeps no other lane waiting. */
  lane(item: Item): string;
  /** Items of one list at most. */
  most: number;
  /** Whether a list failed for a reason that each of its items would meet too. */
  failsAll(error: unknown): boolean;
}

/** A list that is not back by then waits for something that other items may not need, so these go alone; milliseconds. */
const PATIENCE_MS = 250;

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result | Promise<Result>): void;
  reject(error: unknown): void;
}

interface Lane<Item, Result> {
  waiting: Waiting<Item, Result>[];
  isSlow: boolean;
}

/**
 * Group commit: what comes while a list of its lane is being written goes as one list after it, so that many callers at once
 * cost one write and do not wait for each other's locks. The first does not wait. A list that fails is written item by item,
 * so that no caller fails for another's sake.
 *
 * @param write answers one result per item, in their order
 */
export function createGathering<Item, Result>(
  write: (items: readonly Item[]) => Promise<Result[]>,
  { lane: laneOf, most, failsAll }: GatheringOptions<Item>,
): (item: Item) => Promise<Result> {
  const lanes = new Map<string, Lane<Item, Result>>();

  const alone = async (item: Item): Promise<Result> => {
    const [result] = await write([item]);
    if (result === undefined) throw new Error('a list of one was answered by none');
    return result;
  };
  const eachAlone = async (list: readonly Waiting<Item, Result>[]): Promise<void> => {
    const writes = list.map(({ item, resolve }) => {
      const result = alone(item);
      resolve(result);
      return result;
    });
    await Promise.allSettled(writes);
  };
  const together = async (list: readonly Waiting<Item, Result>[]): Promise<void> => {
    if (list.length === 1) return eachAlone(list);
    try {
      const results = await write(list.map(({ item }) => item));
      if (results.length !== list.length) throw new Error(`${results.length} results of ${list.length} items`);
      results.forEach((result, at) => list[at]?.resolve(result));
    } catch (err) {
      if (!failsAll(err)) return eachAlone(list);
      for (const { reject } of list) reject(err);
    }
  };
  const drain = async (name: string, lane: Lane<Item, Result>): Promise<void> => {
    while (lane.waiting.length > 0) {
      const late = setTimeout(() => {
        lane.isSlow = true;
        void eachAlone(lane.waiting.splice(0));
      }, PATIENCE_MS);
      await together(lane.waiting.splice(0, most));
      clearTimeout(late);
      lane.isSlow = false;
    }
    lanes.delete(name);
  };

  return (item) => {
    const name = laneOf(item);
    const known = lanes.get(name);
    if (known?.isSlow) return alone(item);
    return new Promise((resolve, reject) => {
      const lane = known ?? { waiting: [], isSlow: false };
      lane.waiting.push({ item, resolve, reject });
      if (known) return;
      lanes.set(name, lane);
      void drain(name, lane);
    });
  };
}
