import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Changes when any file of the folder does: by names, sizes and times, since reading every bundle would be slow. */
export function codeFingerprint(codeFolder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(codeFolder, { recursive: true, encoding: 'utf8' }).sort()) {
    const { size, mtimeMs } = statSync(join(codeFolder, entry));
    hash.update(`${entry}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}
