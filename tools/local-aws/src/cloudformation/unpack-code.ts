import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Unpacks a function's zip into a folder of the cache that is named for the zip's content, and returns that folder.
 * A folder that is there is complete, as it gets its name only when it is, and is not unpacked again.
 * Throws for an entry that would lie outside the folder.
 */
export function unpackCode(zip: Uint8Array, cacheFolderPath: string): string {
  const cacheFolder = resolve(cacheFolderPath);
  const folder = join(cacheFolder, createHash('sha256').update(zip).digest('hex').slice(0, 32));
  if (existsSync(folder)) return folder;

  mkdirSync(cacheFolder, { recursive: true });
  const unfinished = mkdtempSync(join(cacheFolder, 'unfinished-'));
  try {
    for (const [name, content] of Object.entries(unzipSync(zip))) {
      const file = resolve(unfinished, name);
      if (!file.startsWith(unfinished + sep)) throw new Error(`the zip holds '${name}', which leads out of its folder`);
      mkdirSync(name.endsWith('/') ? file : dirname(file), { recursive: true });
      if (!name.endsWith('/')) writeFileSync(file, content);
    }
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process may have unpacked the same code meanwhile; its folder is as good.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
