import { BASES } from './dialect';

/** Where a call stands, and whether it takes effect there. */
export interface Door {
  base: string;
  /** Of operation ids. */
  suffix: '' | 'Sandbox';
  /** Judged and answered as if, and nothing is kept. */
  rehearsal: boolean;
}

export const DOORS: readonly Door[] = [
  { base: BASES.live, suffix: '', rehearsal: false },
  { base: BASES.sandbox, suffix: 'Sandbox', rehearsal: true },
];
