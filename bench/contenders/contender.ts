import type { Watch } from '../driver/watch';

/** One of those that are measured, as the driver sees it: over HTTP, and by what its database says. */
export interface Contender {
  name: 'Waybill' | 'baseline' | 'floor';
  /** Of API and worker. */
  pid(): number;
  /** A number that no order has had. */
  nextNumber(): string;
  /** The create call alone. */
  create(number: string): Promise<void>;
  /** Resolves when the warehouse has the order and the database says so. */
  released(number: string): Promise<void>;
  /** Resolves when the order's life is over. */
  shipped(number: string): Promise<void>;
  watch: Watch | null;
  close(): Promise<void>;
}

/** A whole life: created, released, acknowledged, shipped. */
export async function live(contender: Contender): Promise<void> {
  const number = contender.nextNumber();
  const shipped = contender.watch ? contender.shipped(number) : null;
  await contender.create(number);
  await (shipped ?? contender.shipped(number));
}

/** Order numbers of at most 20 characters; the sandbox's suffixes begin with a hyphen, so there is none. */
export function numbering(letter: string): () => string {
  const run = Date.now().toString(36).toUpperCase();
  let last = 0;
  return () => `${letter}${run}N${(last += 1)}`;
}
