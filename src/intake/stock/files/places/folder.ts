import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isListed, isShelf, withTrigger, type FilePlace, type PlacedFile } from '../place';

const EVERY_MS = 1_000;

const isMissing = (err: unknown): boolean => (err as { code?: unknown }).code === 'ENOENT';

async function filesIn(dir: string, folder: string): Promise<PlacedFile[]> {
  const names = (await readdir(join(dir, folder))).filter(isListed);
  const found = names.map(async (name): Promise<PlacedFile[]> => {
    try {
      const { mtimeMs } = await stat(join(dir, folder, name));
      return [{ folder, name, modifiedMs: mtimeMs }];
    } catch (err) {
      if (isMissing(err)) return [];
      throw err;
    }
  });
  return (await Promise.all(found)).flat();
}

/** A folder of this machine, which is made where it is missing. */
export function folderPlace(dir: string): FilePlace {
  return {
    name: dir,
    everyMs: EVERY_MS,
    async list() {
      await mkdir(dir, { recursive: true });
      const entries = await readdir(dir, { withFileTypes: true });
      const below = entries.filter((entry) => entry.isDirectory() && !isShelf(entry.name)).map(({ name }) => name);
      const found = await Promise.all(['', ...below].map((folder) => filesIn(dir, folder)));
      return found.flat();
    },
    fetch: async ({ folder, name }) => createReadStream(join(dir, folder, name)),
    async archive({ folder, name }, shelf) {
      await mkdir(join(dir, folder, shelf), { recursive: true });
      for (const file of withTrigger(name)) {
        await rename(join(dir, folder, file), join(dir, folder, shelf, file)).catch((err: unknown) => {
          if (!isMissing(err)) throw err;
        });
      }
    },
    close: async () => undefined,
  };
}
