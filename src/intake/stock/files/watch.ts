import type { JobDeps } from '../../jobs';
import { whileLeading, type Loop } from '../../whileLeading';
import { pickUpFiles } from './pickUp';
import type { FilePlace } from './place';

/** Any constant of our own: of all workers of one database one takes files in. */
const LOCK = 7_295_114_029;
const EVERY_MS = 1_000;
/** How long a place that does not answer is left alone at least. */
const BROKEN_MS = 30_000;

/** Looks for count files in some places until it is stopped; a place that is broken keeps no other from being looked at. */
export function watchPlaces(deps: JobDeps, places: readonly FilePlace[]): Loop {
  const due = new Map(places.map((place) => [place, 0]));
  return whileLeading({ ...deps, lock: LOCK, what: 'a look for count files' }, async () => {
    for (const place of places) {
      if (Date.now() < (due.get(place) ?? 0)) continue;
      let pauseMs = place.everyMs;
      await pickUpFiles(deps, place).catch((err: unknown) => {
        deps.log.error({ err, place: place.name }, 'count files cannot be looked for');
        pauseMs = Math.max(pauseMs, BROKEN_MS);
      });
      due.set(place, Date.now() + pauseMs);
    }
    return EVERY_MS;
  });
}
