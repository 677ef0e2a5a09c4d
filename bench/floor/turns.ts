/** What workflows come to, for whoever asks for it, before or after. */
export interface Turns {
  reached(id: string): void;
  of(id: string): Promise<void>;
}

export function createTurns(): Turns {
  const waiting = new Map<string, () => void>();
  const reached = new Set<string>();
  return {
    reached(id) {
      const go = waiting.get(id);
      if (go) go();
      else reached.add(id);
      waiting.delete(id);
    },
    of: (id) => (reached.delete(id) ? Promise.resolve() : new Promise((resolve) => waiting.set(id, resolve))),
  };
}
