/** What was loaded a moment ago, by name. */
export interface Recent {
  /** Loads at most every `FRESH_MS`; what is absent (null) or fails to load is asked for again at once. */
  get<T>(name: string, load: () => Promise<T | null>): Promise<T | null>;
  /** Those of some ids of a kind that `load` finds; it is asked only for those it has not found within `FRESH_MS`. */
  some(kind: string, ids: readonly string[], load: (ids: string[]) => Promise<Iterable<string>>): Promise<Set<string>>;
  /** It has changed: it is asked for again at once, by this process. */
  forget(name: string): void;
}

/** Changed settings, addresses and secrets are used after this long, without a restart and without a query for every use. */
export const FRESH_MS = 3000;
/** More names than any tenant uses within that time; beyond them everything is asked for again. */
const MOST = 20_000;

export function createRecent(now: () => number = Date.now): Recent {
  const known = new Map<string, { until: number; value: Promise<unknown> }>();
  const remember = <T>(name: string, value: Promise<T>): Promise<T> => {
    if (known.size >= MOST) known.clear();
    const entry = { until: now() + FRESH_MS, value };
    known.set(name, entry);
    const forget = (): void => void (known.get(name) === entry && known.delete(name));
    value.then((loaded) => loaded === null && forget(), forget);
    return value;
  };
  const recall = (name: string): Promise<unknown> | undefined => {
    const entry = known.get(name);
    return entry && entry.until > now() ? entry.value : undefined;
  };
  return {
    get<T>(name: string, load: () => Promise<T | null>): Promise<T | null> {
      return (recall(name) as Promise<T | null> | undefined) ?? remember(name, load());
    },
    async some(kind, ids, load) {
      const nameOf = (id: string): string => `${kind}/${id}`;
      const found = new Set(ids.filter((id) => recall(nameOf(id)) !== undefined));
      const others = ids.filter((id) => !found.has(id));
      for (const id of others.length > 0 ? await load(others) : []) {
        found.add(id);
        void remember(nameOf(id), Promise.resolve(true));
      }
      return found;
    },
    forget: (name) => void known.delete(name),
  };
}
