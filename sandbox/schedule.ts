/** Wakes up at instants, several due ids at once. Ids may be scheduled twice; whoever is woken looks what is due. */
export interface Schedule {
  /** @param at ISO instant */
  at(id: string, at: string): void;
  clear(): void;
  stop(): void;
}

/** Node's timers overflow beyond this. */
const LONGEST_MS = 2_000_000_000;

export function createSchedule(wake: (ids: string[]) => void): Schedule {
  const heap: { due: number; id: string }[] = [];
  let timer: NodeJS.Timeout | undefined;

  function arm(): void {
    clearTimeout(timer);
    const first = heap[0];
    if (first) timer = setTimeout(ring, Math.min(Math.max(first.due - Date.now(), 0), LONGEST_MS));
  }

  function ring(): void {
    const now = Date.now();
    const ids = new Set<string>();
    for (let first = heap[0]; first && first.due <= now; first = heap[0]) {
      ids.add(first.id);
      pop(heap);
    }
    arm();
    if (ids.size > 0) wake([...ids]);
  }

  return {
    at(id, at) {
      const due = Date.parse(at);
      push(heap, { due, id });
      if (heap[0]?.id === id && heap[0].due === due) arm();
    },
    clear() {
      heap.length = 0;
      clearTimeout(timer);
    },
    stop: () => clearTimeout(timer),
  };
}

type Item = { due: number; id: string };

function push(heap: Item[], item: Item): void {
  let i = heap.push(item) - 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if ((heap[parent] as Item).due <= item.due) break;
    heap[i] = heap[parent] as Item;
    i = parent;
  }
  heap[i] = item;
}

function pop(heap: Item[]): void {
  const last = heap.pop() as Item;
  if (heap.length === 0) return;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && (heap[child + 1] as Item).due < (heap[child] as Item).due) child++;
    if ((heap[child] as Item).due >= last.due) break;
    heap[i] = heap[child] as Item;
    i = child;
  }
  heap[i] = last;
}
